import { join } from "node:path";
import type { Library } from "#core/library/library.ts";
import type { KeptTexts } from "#core/ports/files.ts";
import type { Log } from "#core/ports/log.ts";
import { createKeptTexts } from "#native/files/kept-texts.ts";

/** The texts that documents were made of: each is deleted with its document, and at the start where it has none. */
export async function textsOfLibrary(parts: {
  dataFolder: string;
  library: Pick<Library, "onDeleted">;
  pathsInUse: () => ReadonlySet<string>;
  log: Log;
}): Promise<KeptTexts> {
  const { library, log } = parts;
  const texts = createKeptTexts(join(parts.dataFolder, "texts"));
  await texts.sweep(parts.pathsInUse());
  library.onDeleted((paths) => {
    try {
      texts.forget(paths);
    } catch (error) {
      // The next start deletes it
      log.error("the text of a deleted document could not be deleted", error);
    }
  });
  return texts;
}
