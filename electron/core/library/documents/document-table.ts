import type { Database, SqlRow } from "#core/ports/database.ts";
import {
  sqlList,
  type TransitionName,
  transitions,
} from "./document-states.ts";
import { plainWords, stemOf } from "./name-words.ts";

/** Writes the documents table: nothing else does. A change of state goes through the named transitions only. */
export class DocumentTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Changes the state of these documents, with other columns (SQL assignments over `parameters`); after it no process
   * works on them, unless `isInHand`.
   * Those in a state from which the transition is not allowed are left as they are. Returns how many changed.
   */
  move(
    transition: TransitionName,
    ids: readonly string[],
    change: { set?: string; parameters?: SqlRow; isInHand?: boolean } = {},
  ): number {
    const { from, to } = transitions[transition];
    const set = change.set === undefined ? "" : `, ${change.set}`;
    const inHand = change.isInHand === true ? 1 : 0;
    return this.#db.run(
      `UPDATE documents SET status = '${to}', is_in_hand = ${inHand}${set}
       WHERE id IN (SELECT value FROM json_each(:ids)) AND status IN (${sqlList(from)})`,
      { ...change.parameters, ids: JSON.stringify(ids) },
    ).changes;
  }

  insert(row: {
    workspaceId: string;
    jobId: string;
    path: string;
    name: string;
    sizeBytes: number;
    modifiedMs: number;
    status: "queued" | "failed";
    reason: string | null;
    addedAt: number;
  }): string {
    const id = globalThis.crypto.randomUUID();
    this.#db.run(
      `INSERT INTO documents (id, workspace_id, job_id, path, name, name_words, stem_words, size_bytes, modified_ms,
       status, reason, added_at) VALUES (:id, :workspaceId, :jobId, :path, :name, :nameWords, :stemWords, :sizeBytes,
       :modifiedMs, :status, :reason, :addedAt)`,
      { id, ...row, ...wordsOfName(row.name) },
    );
    return id;
  }

  /** The words of names that came in before they were kept. */
  fillNameWords(): void {
    const rows = this.#db.all(
      "SELECT id, name FROM documents WHERE name_words IS NULL",
    );
    if (rows.length === 0) return;
    this.#db.transaction(() => {
      for (const { id, name } of rows)
        this.#db.run(
          "UPDATE documents SET name_words = :nameWords, stem_words = :stemWords WHERE id = :id",
          { id: String(id), ...wordsOfName(String(name)) },
        );
    });
  }

  /** Columns other than the state. */
  update(ids: readonly string[], set: string, parameters: SqlRow = {}): void {
    this.#db.run(
      `UPDATE documents SET ${set} WHERE id IN (SELECT value FROM json_each(:ids))`,
      { ...parameters, ids: JSON.stringify(ids) },
    );
  }

  /** With their texts and pages. */
  delete(ids: readonly string[]): void {
    this.#db.run(
      "DELETE FROM documents WHERE id IN (SELECT value FROM json_each(:ids))",
      { ids: JSON.stringify(ids) },
    );
  }

  /** Ids of the rows for which a condition holds, in the order of their rows. */
  idsWhere(condition: string, parameters: SqlRow = {}): string[] {
    return this.#db
      .all(
        `SELECT id FROM documents WHERE ${condition} ORDER BY rowid`,
        parameters,
      )
      .map((row) => String(row["id"]));
  }
}

function wordsOfName(name: string) {
  return { nameWords: plainWords(name), stemWords: plainWords(stemOf(name)) };
}
