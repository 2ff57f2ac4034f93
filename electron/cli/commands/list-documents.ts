import { realpathSync } from "node:fs";
import { resolve, sep } from "node:path";
import type { DocumentSummary } from "#contract/library.ts";
import type { CommonOptions } from "../common-options.ts";
import { documentsOf } from "../list-documents.ts";
import { withEngine, workspaceOf } from "../with-engine.ts";

/** `hearth list [PATH]`: the documents of a workspace, or those at or below a path. */
export function listCommand(
  path: string | undefined,
  options: CommonOptions,
): Promise<number> {
  const isWanted = path === undefined ? () => true : isAtOrBelow([path]);
  return withEngine(options, async ({ engine, output }) => {
    const workspaceId = await workspaceOf(engine, options.workspace);
    let count = 0;
    for await (const document of documentsOf(engine.client, workspaceId)) {
      if (!isWanted(document)) continue;
      count += 1;
      const { status, reason, chunks } = document;
      output.json({
        path: document.path,
        documentId: document.id,
        status,
        reason: reason === null ? null : `${reason.code}: ${reason.message}`,
        pages: document.pages,
        chunks,
        sizeBytes: document.sizeBytes,
        addedAt: document.addedAt,
      });
      output.line(`${status.padEnd(10)} ${document.path}`);
    }
    output.line(`${count} ${count === 1 ? "document" : "documents"}`);
    return 0;
  });
}

/** Whether a document is one of these paths, or lies below one, also where a path is a link. */
export function isAtOrBelow(
  paths: readonly string[],
): (document: DocumentSummary) => boolean {
  const roots = paths.flatMap((path) => [resolve(path), realPath(path)]);
  return ({ path }) =>
    roots.some(
      (root) =>
        path === root ||
        path.startsWith(root.endsWith(sep) ? root : root + sep),
    );
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // The file may be gone while the library still has it
    return resolve(path);
  }
}
