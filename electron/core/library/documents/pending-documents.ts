import type { Database } from "#core/ports/database.ts";

/** Documents of a workspace that no search finds yet: not read so far, or lost from an index that is built again. */
export function pendingDocuments(db: Database, workspaceId: string): number {
  // Only a rebuild leaves documents without an index: looking for them is not free
  const row = db.get(
    `SELECT (SELECT count(*) FROM documents WHERE workspace_id = :workspaceId
        AND status IN ('queued', 'extracting', 'embedding'))
      + CASE WHEN EXISTS (SELECT 1 FROM jobs WHERE workspace_id = :workspaceId
          AND kind = 'rebuild' AND state IN ('running', 'paused'))
        THEN (SELECT count(*) FROM documents WHERE workspace_id = :workspaceId
          AND status = 'indexed' AND index_key IS NULL)
        ELSE 0 END AS pending`,
    { workspaceId },
  );
  return Number(row?.["pending"] ?? 0);
}
