import type { StoredRow } from "./stored-rows.ts";

/** About 4 KB each, with a vector of 384 numbers. */
const maxRowsPerGeneration = 2_000;

/**
 * Rows that searches read, by their row ids: most questions meet the same ones. Holds between one and two generations
 * of rows; the one that is not asked for any more is let go.
 */
export class RowCache {
  #young = new Map<bigint, StoredRow>();
  #old = new Map<bigint, StoredRow>();

  get(rowId: bigint): StoredRow | undefined {
    const young = this.#young.get(rowId);
    if (young !== undefined) return young;
    const old = this.#old.get(rowId);
    if (old !== undefined) this.set(rowId, old);
    return old;
  }

  set(rowId: bigint, row: StoredRow): void {
    if (this.#young.size >= maxRowsPerGeneration) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(rowId, row);
  }
}
