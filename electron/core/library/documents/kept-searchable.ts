import type { Database } from "#core/ports/database.ts";
import type { SearchableDocument } from "./document-rows.ts";

/** A few megabytes. */
const maxKept = 10_000;

/**
 * What was read of documents, until a row of the database changes, whichever it is: one question after the other meets
 * the same hundreds. Not to be asked within a transaction, which may yet be undone.
 */
export class KeptSearchable {
  readonly #db: Database;
  readonly #known = new Map<string, SearchableDocument | null>();
  #changes = -1;

  constructor(db: Database) {
    this.#db = db;
  }

  /** By id; those that `read` doesn't give are remembered as absent. */
  of(
    ids: readonly string[],
    read: (unknown: readonly string[]) => readonly SearchableDocument[],
  ): Map<string, SearchableDocument> {
    const changes = Number(
      this.#db.get("SELECT total_changes() AS changes")?.["changes"],
    );
    if (changes !== this.#changes || this.#known.size > maxKept)
      this.#known.clear();
    this.#changes = changes;
    const unknown = ids.filter((id) => !this.#known.has(id));
    if (unknown.length > 0) {
      for (const id of unknown) this.#known.set(id, null);
      for (const document of read(unknown))
        this.#known.set(document.id, document);
    }
    return new Map(
      ids.flatMap((id) => {
        const document = this.#known.get(id);
        return document ? [[id, document]] : [];
      }),
    );
  }
}
