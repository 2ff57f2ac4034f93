import type { Database } from "#core/ports/database.ts";

/**
 * What was read from the database, until a row of it changes, whichever it is: one question after the other meets the
 * same documents. Not to be asked within a transaction, which may yet be undone.
 */
export class KeptUntilChange<Value> {
  readonly #db: Database;
  readonly #max: number;
  readonly #known = new Map<string, Value>();
  #changes = -1;

  /** `max`: so many values at most, or one reading more. */
  constructor(db: Database, { max }: { max: number }) {
    this.#db = db;
    this.#max = max;
  }

  /** All that is known and still so, by key; what is read now is put there. */
  current(): Map<string, Value> {
    const changes = Number(
      this.#db.get("SELECT total_changes() AS changes")?.["changes"],
    );
    if (changes !== this.#changes || this.#known.size > this.#max)
      this.#known.clear();
    this.#changes = changes;
    return this.#known;
  }
}
