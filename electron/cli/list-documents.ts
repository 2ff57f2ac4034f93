import type { WorkspaceId } from "#contract/ids.ts";
import type { HearthClient } from "#contract/index.ts";
import type { DocumentSummary } from "#contract/library.ts";

const pageSize = 500;

/** Every document of a workspace, a page at a time. Nothing may be added meanwhile, or some come twice. */
export async function* documentsOf(
  client: HearthClient,
  workspaceId: WorkspaceId,
): AsyncGenerator<DocumentSummary> {
  for (let offset = 0; ; offset += pageSize) {
    const page = await client.library.list({
      workspaceId,
      offset,
      limit: pageSize,
    });
    yield* page.documents;
    if (offset + pageSize >= page.total) return;
  }
}
