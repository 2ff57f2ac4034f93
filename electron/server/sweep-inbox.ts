import { existsSync } from "node:fs";
import { readdir, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { HearthClient } from "#contract/index.ts";
import type { Inbox } from "./inbox.ts";

const pageSize = 500;

/**
 * Removes what nobody will ask for again: parts of files, and files that no document of any workspace names,
 * because it was removed or never added. Run it before files come in.
 */
export async function sweepInbox(
  inbox: Inbox,
  client: HearthClient,
): Promise<void> {
  if (!existsSync(inbox.folder)) return;
  await rm(inbox.partsFolder, { recursive: true, force: true });
  const known = await knownPaths(inbox.folder, client);
  await removeUnknown(inbox.folder, known);
}

async function knownPaths(
  folder: string,
  client: HearthClient,
): Promise<Set<string>> {
  const known = new Set<string>();
  for (const { id } of await client.workspaces.list())
    for (let offset = 0; ; offset += pageSize) {
      const page = await client.library.list({
        workspaceId: id,
        offset,
        limit: pageSize,
      });
      for (const { path } of page.documents)
        if (path.startsWith(folder)) known.add(path);
      if (offset + pageSize >= page.total) break;
    }
  return known;
}

/** Removes files that are not known and folders that are empty then; true when the folder is. */
async function removeUnknown(
  folder: string,
  known: ReadonlySet<string>,
): Promise<boolean> {
  let isEmpty = true;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (await removeUnknown(path, known)) await rmdir(path);
      else isEmpty = false;
    } else if (known.has(path)) isEmpty = false;
    else await rm(path);
  }
  return isEmpty;
}
