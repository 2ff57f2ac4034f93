import { resolve } from "node:path";
import { withTemporaryFolder } from "../../headless/temporary-folder.ts";
import { type CommonOptions, foldersFor } from "../common-options.ts";
import { withEngine } from "../with-engine.ts";

/** `hearth extract FILE`: the text of one file as Markdown. Needs no library, so it works beside a running Hearth. */
export function extractCommand(
  file: string,
  options: CommonOptions,
): Promise<number> {
  const path = resolve(file);
  return withTemporaryFolder((dataFolder) =>
    withEngine(
      options,
      async ({ engine, output, signal }) => {
        const extraction = await engine.extractor.extract(path, {
          signal,
          onProgress: ({ page, pages }) =>
            output.progress(
              page === null ? "Reading" : `Page ${page} of ${pages ?? "?"}`,
            ),
        });
        output.json({
          path,
          mediaType: extraction.mediaType,
          text: extraction.text,
          pages: extraction.pages,
          blocks: extraction.blocks,
          title: extraction.title,
        });
        output.text(extraction.text);
        return 0;
      },
      { folders: { ...foldersFor(options), dataFolder } },
    ),
  );
}
