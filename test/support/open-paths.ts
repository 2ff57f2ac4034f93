import { lstatSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** Every file and folder at or below this one, by relative path, that others on the computer may do anything with. */
export function openPaths(folder: string): string[] {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return [folder, ...all.map((name) => join(folder, name))]
    .filter((path) => (lstatSync(path).mode & 0o077) !== 0)
    .map((path) => relative(folder, path) || ".")
    .sort();
}
