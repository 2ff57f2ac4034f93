import type { ClaimedDocument } from "./claimed-document.ts";
import type { DocumentTable } from "./document-table.ts";

/** A document that was in hand this often when its worker, or Hearth, ended is left alone. */
export const maxAttempts = 3;

/** Which documents may have ended a process that had them in hand, and how often: the column `attempts`. */
export class Suspects {
  readonly #table: DocumentTable;

  constructor(table: DocumentTable) {
    this.#table = table;
  }

  /**
   * A process ended with these in hand. Of several nobody knows which did it: all become suspects, which are handled
   * alone from now on; one that was alone counts one more.
   */
  blame(ids: readonly string[]): void {
    this.#table.update(
      ids,
      `attempts = ${ids.length > 1 ? "max(attempts, 1)" : "attempts + 1"}`,
    );
  }

  /** The same for one that is let go. Returns how often it is known to have done that. */
  blameOne(
    { id, attempts: before }: ClaimedDocument,
    { isAlone }: { isAlone: boolean },
  ): number {
    const attempts = isAlone ? before + 1 : Math.max(before, 1);
    this.#table.update([id], "attempts = :attempts, is_in_hand = 0", {
      attempts,
    });
    return attempts;
  }

  /**
   * Work on their job went on, so the ends before it were not three in a row: someone may have killed Hearth. Only once
   * none waits that was never alone: what really ends it must stay behind those, or it is tried after each of them.
   */
  forgive(jobId: string): void {
    const ids = this.#table.idsWhere(
      `job_id = :jobId AND status = 'queued' AND attempts > 1 AND NOT EXISTS (SELECT 1 FROM documents AS other
       WHERE other.job_id = :jobId AND other.status = 'queued' AND other.attempts = 1)`,
      { jobId },
    );
    if (ids.length > 0) this.#table.update(ids, "attempts = 1");
  }
}
