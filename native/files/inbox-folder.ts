import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, sep } from "node:path";

/**
 * Removes from the folder of files that browsers handed over what nobody will ask for again: parts of files, and files
 * that are not in use: neither a document nor below a path that a job has still to walk. Run it before files come in.
 */
export function sweepInbox(
  folder: string,
  pathsInUse: ReadonlySet<string>,
): void {
  if (existsSync(folder)) removeUnused(folder, pathsInUse);
}

/** Removes those of these files that lie in the folder, with the folders that are empty then. */
export function removeFromInbox(
  folder: string,
  paths: readonly string[],
): void {
  for (const path of paths) {
    if (!path.startsWith(folder + sep)) continue;
    rmSync(path, { force: true });
    for (let at = dirname(path); at !== folder; at = dirname(at)) {
      if (!existsSync(at)) continue;
      if (readdirSync(at).length > 0) break;
      rmdirSync(at);
    }
  }
}

/** Removes files that are not in use and folders that are empty then; true when the folder is. */
function removeUnused(
  folder: string,
  pathsInUse: ReadonlySet<string>,
): boolean {
  let isEmptyNow = true;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (pathsInUse.has(path)) isEmptyNow = false;
    else if (entry.isDirectory()) {
      if (removeUnused(path, pathsInUse)) rmdirSync(path);
      else isEmptyNow = false;
    } else rmSync(path);
  }
  return isEmptyNow;
}
