import { existsSync } from "node:fs";
import { readdir, rm, rmdir } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import type { Inbox } from "./inbox.ts";

/**
 * Removes what nobody will ask for again: parts of files, and files that are not in use: neither a document nor
 * below a path that a job has still to walk. Run it before files come in.
 */
export async function sweepInbox(
  inbox: Inbox,
  pathsInUse: ReadonlySet<string>,
): Promise<void> {
  if (!existsSync(inbox.folder)) return;
  await rm(inbox.partsFolder, { recursive: true, force: true });
  await removeUnused(inbox.folder, pathsInUse);
}

/** Removes those of these files that lie in the inbox, with the folders that are empty then. */
export async function removeFromInbox(
  inbox: Inbox,
  paths: readonly string[],
): Promise<void> {
  for (const path of paths) {
    if (!path.startsWith(inbox.folder + sep)) continue;
    await rm(path, { force: true });
    let folder = dirname(path);
    while (folder !== inbox.folder && (await isEmpty(folder))) {
      await rmdir(folder);
      folder = dirname(folder);
    }
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  return existsSync(folder) && (await readdir(folder)).length === 0;
}

/** Removes files that are not in use and folders that are empty then; true when the folder is. */
async function removeUnused(
  folder: string,
  pathsInUse: ReadonlySet<string>,
): Promise<boolean> {
  let isEmptyNow = true;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (pathsInUse.has(path)) isEmptyNow = false;
    else if (entry.isDirectory()) {
      if (await removeUnused(path, pathsInUse)) await rmdir(path);
      else isEmptyNow = false;
    } else await rm(path);
  }
  return isEmptyNow;
}
