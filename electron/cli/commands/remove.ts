import { AppError } from "#contract/errors.ts";
import type { DocumentSummary } from "#contract/library.ts";
import type { CommonOptions } from "../common-options.ts";
import { documentsOf } from "../list-documents.ts";
import { withEngine, workspaceOf } from "../with-engine.ts";
import { isAtOrBelow } from "./list-documents.ts";

/** As many as one call takes. */
const documentsPerCall = 10_000;

/** `hearth remove PATH…`: documents at or below the paths leave the library at once, and nothing of them stays in the data folder. */
export function removeCommand(
  paths: readonly string[],
  options: CommonOptions,
): Promise<number> {
  const isWanted = isAtOrBelow(paths);
  return withEngine(options, async ({ engine, output }) => {
    const workspaceId = await workspaceOf(engine, options.workspace);
    const documents: DocumentSummary[] = [];
    for await (const document of documentsOf(engine.client, workspaceId))
      if (isWanted(document)) documents.push(document);
    if (documents.length === 0)
      throw new AppError("not-found", "The library has nothing at this path.", {
        advice: "`hearth list` shows what it has.",
      });
    let removed = 0;
    for (let from = 0; from < documents.length; from += documentsPerCall)
      removed += (
        await engine.client.library.remove({
          workspaceId,
          documentIds: documents
            .slice(from, from + documentsPerCall)
            .map(({ id }) => id),
          isFinal: true,
        })
      ).removed;
    for (const { path, id } of documents) {
      output.json({ type: "removed", path, documentId: id });
      output.line(`removed    ${path}`);
    }
    output.json({ type: "summary", removed });
    output.line(`${removed} removed; your own files are untouched`);
    return 0;
  });
}
