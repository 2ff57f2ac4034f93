import type { Database } from "#core/ports/database.ts";

/** The sources table: the files and folders that a person added, for keeping in step later. */
export class SourceStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Those that are known stay as they are. `addedAt`: milliseconds since 1970. */
  remember(
    workspaceId: string,
    paths: readonly string[],
    addedAt: number,
  ): void {
    for (const path of paths)
      this.#db.run(
        `INSERT INTO sources (id, workspace_id, path, added_at) VALUES (:id, :workspaceId, :path, :addedAt)
         ON CONFLICT (workspace_id, path) DO NOTHING`,
        { id: globalThis.crypto.randomUUID(), workspaceId, path, addedAt },
      );
  }

  /** Forgets these, but not what leads to a document of the workspace. Returns what it forgot. */
  forget(workspaceId: string, paths: readonly string[]): string[] {
    return this.#db
      .all(
        `DELETE FROM sources WHERE workspace_id = :workspaceId
         AND path IN (SELECT value FROM json_each(:paths))
         AND NOT EXISTS (
           SELECT 1 FROM documents WHERE workspace_id = :workspaceId AND (documents.path = sources.path
           OR substr(documents.path, 1, length(sources.path) + 1) IN (sources.path || '/', sources.path || '\\')))
         RETURNING path`,
        { workspaceId, paths: JSON.stringify(paths) },
      )
      .map((row) => String(row["path"]));
  }
}
