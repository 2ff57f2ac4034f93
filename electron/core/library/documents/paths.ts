/** Paths are strings to core: these only cut them, in the platform's form that each is written in. */

function isWindows(path: string): boolean {
  return /^[A-Za-z]:[\\/]|^\\\\/.test(path);
}

/** By the form of the path itself: core knows no platform. */
export function separatorOf(path: string): "/" | "\\" {
  return isWindows(path) ? "\\" : "/";
}

/** The last part of a path: the file's or folder's own name. */
export function baseName(path: string): string {
  const parts = path
    .split(isWindows(path) ? /[\\/]/ : "/")
    .filter((part) => part !== "");
  return parts.at(-1) ?? path;
}

/** An absolute path without `.`, `..` and doubled or trailing separators, as a walk yields it. */
export function normalPath(path: string): string {
  const separator = separatorOf(path);
  const parts: string[] = [];
  for (const part of path.split(isWindows(path) ? /[\\/]/ : "/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  if (path.startsWith("\\\\")) return `\\\\${parts.join("\\")}`;
  if (isWindows(path))
    return parts.length === 1 ? `${parts[0]}\\` : parts.join(separator);
  return `/${parts.join("/")}`;
}

/** Whether a path is one of these, or lies below one. */
export function isAtOrBelow(path: string, paths: ReadonlySet<string>): boolean {
  const separator = separatorOf(path);
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf(separator))) {
    if (paths.has(at)) return true;
    if (!at.includes(separator)) return false;
  }
  return false;
}
