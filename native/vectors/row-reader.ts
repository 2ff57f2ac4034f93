import type { Query, Table, VectorQuery } from "@lancedb/lancedb";
import type { Table as ArrowTable } from "apache-arrow";
import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { RowCache } from "./row-cache.ts";
import { type StoredRow, storedRows } from "./stored-rows.ts";

const rowIdColumn = "_rowid";

/** The column that says how well a row matches, and what a search makes of it. */
export interface Score {
  column: string;
  of: (value: number) => number;
}

/**
 * Runs the searches of one table. They ask for row ids and scores, which takes a third of the time that whole rows
 * take, and then for the rows that no search has read before. LanceDB gives a row id to one row only, for ever.
 */
export class RowReader {
  readonly #table: Pick<Table, "takeRowIds">;
  readonly #columns: string[];
  readonly #cache = new RowCache();

  constructor(table: Pick<Table, "takeRowIds">, columns: string[]) {
    this.#table = table;
    this.#columns = columns;
  }

  /** The rows of a query, in its order. */
  async search(
    query: () => Query | VectorQuery,
    score: Score,
  ): Promise<ScoredChunk[]> {
    const found = await query()
      .withRowId()
      .select([rowIdColumn, score.column])
      .toArrow();
    const rows = await this.#rowsOf(rowIdsOf(found));
    if (rows !== null) return scored(rows, found, score);
    const whole = await query()
      .select([...this.#columns, score.column])
      .toArrow();
    return scored(storedRows(whole), whole, score);
  }

  /** Null where a write has taken one of them away meanwhile. */
  async #rowsOf(rowIds: readonly bigint[]): Promise<StoredRow[] | null> {
    const rows = new Map<bigint, StoredRow>();
    const unread: bigint[] = [];
    for (const rowId of rowIds) {
      const row = this.#cache.get(rowId);
      if (row === undefined) unread.push(rowId);
      else rows.set(rowId, row);
    }
    for (const [rowId, row] of await this.#read(unread)) {
      this.#cache.set(rowId, row);
      rows.set(rowId, row);
    }
    return rows.size < rowIds.length
      ? null
      : rowIds.flatMap((rowId) => rows.get(rowId) ?? []);
  }

  /** Those that are still there, in an order of their own. */
  async #read(rowIds: readonly bigint[]): Promise<[bigint, StoredRow][]> {
    if (rowIds.length === 0) return [];
    const found = await this.#table
      .takeRowIds(rowIds)
      .withRowId()
      .select([...this.#columns, rowIdColumn])
      .toArrow();
    const ids = rowIdsOf(found);
    return storedRows(found).flatMap((row, at) => {
      const id = ids[at];
      return id === undefined ? [] : [[id, row]];
    });
  }
}

function scored(
  rows: readonly StoredRow[],
  found: ArrowTable,
  { column, of }: Score,
): ScoredChunk[] {
  const scores = found.getChild(column);
  return rows.map((row, at) => ({
    ...row,
    score: of(Number(scores?.get(at))),
  }));
}

function rowIdsOf(found: ArrowTable): bigint[] {
  const ids: unknown = found.getChild(rowIdColumn)?.toArray();
  return ids instanceof BigUint64Array ? [...ids] : [];
}
