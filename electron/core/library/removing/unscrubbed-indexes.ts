import type { Database } from "#core/ports/database.ts";

/** The journal of workspaces of which something was deleted that files of an index may still hold. */
export class UnscrubbedIndexes {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(workspaceId: string): void {
    this.#db.run(
      "INSERT OR IGNORE INTO unscrubbed_indexes (workspace_id) VALUES (:workspaceId)",
      { workspaceId },
    );
  }

  all(): string[] {
    return this.#db
      .all("SELECT workspace_id FROM unscrubbed_indexes")
      .map((row) => String(row["workspace_id"]));
  }

  forget(workspaceId: string): void {
    this.#db.run(
      "DELETE FROM unscrubbed_indexes WHERE workspace_id = :workspaceId",
      { workspaceId },
    );
  }
}
