import { baseName, separatorOf } from "#core/library/documents/paths.ts";
import type { Database } from "#core/ports/database.ts";

/** Where the path or name of a document stands beside its own row: what a person added, and what jobs are called. */
export class PathTraces {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Call it after these were deleted. What leads to other documents of the workspace too, such as a folder, stays. */
  forget(workspaceId: string, paths: readonly string[]): void {
    const candidates = new Set(paths.flatMap(atAndAbove));
    const forgotten = this.#db
      .all(
        `DELETE FROM sources WHERE workspace_id = :workspaceId
         AND path IN (SELECT value FROM json_each(:candidates))
         AND NOT EXISTS (
           SELECT 1 FROM documents WHERE workspace_id = :workspaceId AND (documents.path = sources.path
           OR substr(documents.path, 1, length(sources.path) + 1) IN (sources.path || '/', sources.path || '\\')))
         RETURNING path`,
        { workspaceId, candidates: JSON.stringify([...candidates]) },
      )
      .map((row) => String(row["path"]));
    this.#db.run(
      `UPDATE jobs SET label = CASE WHEN total > 1 THEN total || ' files' ELSE '1 file' END
       WHERE workspace_id = :workspaceId AND state IN ('done', 'cancelled', 'failed')
       AND label IN (SELECT value FROM json_each(:names))`,
      {
        workspaceId,
        names: JSON.stringify([...paths, ...forgotten].map(baseName)),
      },
    );
  }
}

function atAndAbove(path: string): string[] {
  const separator = separatorOf(path);
  const found: string[] = [];
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf(separator))) {
    found.push(at);
    if (!at.includes(separator)) break;
  }
  return found;
}
