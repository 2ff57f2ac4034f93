import {
  closeSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DatabaseSync } from "node:sqlite";

const backupsKept = 3;

/**
 * Writes a whole copy of the database as `<file>.before-<version>.bak`, complete or not at all, and
 * removes all but the newest three. The copy is a plain database: putting it in the file's place restores it.
 */
export function backUpBefore(
  connection: DatabaseSync,
  { file, version }: { file: string; version: number },
): string {
  const backup = `${file}.before-${version}.bak`;
  const unfinished = `${backup}.tmp`;
  rmSync(unfinished, { force: true });
  // SQLite takes an empty file, and would make one that everyone can read
  closeSync(openSync(unfinished, "wx", 0o600));
  connection.prepare("VACUUM INTO :target").run({ target: unfinished });
  renameSync(unfinished, backup);
  removeOldBackups(file);
  return backup;
}

/** Removes every backup, also one that was not finished. */
export function removeBackups(file: string): void {
  const prefix = `${basename(file)}.before-`;
  for (const name of readdirSync(dirname(file)))
    if (name.startsWith(prefix) && /\.bak(\.tmp)?$/.test(name))
      rmSync(join(dirname(file), name));
}

function removeOldBackups(file: string): void {
  const folder = dirname(file);
  const prefix = `${basename(file)}.before-`;
  const backups = readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith(".bak"))
    .map((name) => join(folder, name))
    .map((path) => ({
      path,
      version: versionOf(path),
      at: statSync(path).mtimeMs,
    }))
    .sort((a, b) => b.at - a.at || b.version - a.version);
  for (const { path } of backups.slice(backupsKept)) rmSync(path);
}

function versionOf(path: string): number {
  return Number(/\.before-(\d+)\.bak$/.exec(path)?.[1] ?? 0);
}
