import type { Database } from "#core/ports/database.ts";

interface Known {
  id: string;
  workspaceId: string;
}

/** The journal of documents whose rows may be in an index although they should not. */
export class StaleRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Their rows in the index are to be removed, whatever happens before that is done. */
  add(documents: readonly Known[]): void {
    for (const { id, workspaceId } of documents)
      this.#db.run(
        "INSERT OR IGNORE INTO stale_rows (document_id, workspace_id) VALUES (:id, :workspaceId)",
        { id, workspaceId },
      );
  }

  byWorkspace(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const row of this.#db.all(
      "SELECT workspace_id, document_id FROM stale_rows",
    )) {
      const workspaceId = String(row["workspace_id"]);
      const ids = found.get(workspaceId) ?? [];
      ids.push(String(row["document_id"]));
      found.set(workspaceId, ids);
    }
    return found;
  }

  /** Its indexes go whole. */
  forgetWorkspace(workspaceId: string): void {
    this.#db.run("DELETE FROM stale_rows WHERE workspace_id = :workspaceId", {
      workspaceId,
    });
  }

  forget(ids: readonly string[]): void {
    this.#db.run(
      "DELETE FROM stale_rows WHERE document_id IN (SELECT value FROM json_each(:ids))",
      {
        ids: JSON.stringify(ids),
      },
    );
  }
}
