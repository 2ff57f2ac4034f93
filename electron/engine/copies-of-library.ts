import { join, sep } from "node:path";
import type { Library } from "#core/library/library.ts";
import type { KeptTexts } from "#core/ports/files.ts";
import type { Log } from "#core/ports/log.ts";
import { removeFromInbox, sweepInbox } from "#native/files/inbox-folder.ts";
import { createKeptTexts } from "#native/files/kept-texts.ts";

/** Tells the paths of files that Hearth keeps itself in this data folder. */
export function isCopyIn(dataFolder: string): (path: string) => boolean {
  const folders = ["texts", "inbox"].map((name) => join(dataFolder, name, sep));
  return (path) => folders.some((folder) => path.startsWith(folder));
}

/**
 * What Hearth itself keeps of what documents were made of, texts and files that a browser handed over: each is deleted
 * with its document, and at the start where it has none, in every host. Returns the texts.
 */
export async function copiesOfLibrary(parts: {
  dataFolder: string;
  library: Pick<Library, "onDeleted">;
  pathsInUse: () => ReadonlySet<string>;
  log: Log;
}): Promise<KeptTexts> {
  const { library, log, dataFolder } = parts;
  const texts = createKeptTexts(join(dataFolder, "texts"));
  const inbox = join(dataFolder, "inbox");
  const pathsInUse = parts.pathsInUse();
  await texts.sweep(pathsInUse);
  sweepInbox(inbox, pathsInUse);
  library.onDeleted((paths) => {
    try {
      texts.forget(paths);
      removeFromInbox(inbox, paths);
    } catch (error) {
      // The next start deletes it
      log.error("the copy of a deleted document could not be deleted", error);
    }
  });
  return texts;
}
