import type { Query, Table, VectorQuery } from "@lancedb/lancedb";
import type {
  ChunkRow,
  ChunkSearchOptions,
  ChunkTable,
  IndexKey,
  NearRow,
  ScoredChunk,
} from "#core/ports/chunk-index.ts";
import { lance } from "./lance-errors.ts";
import { checkQueryVector, checkRows } from "./row-checks.ts";
import { RowReader, type Score } from "./row-reader.ts";
import { columns, readColumns, recordOf } from "./schema.ts";
import { storedRows } from "./stored-rows.ts";
import { WriteOrder } from "./write-order.ts";

/** Ids in one filter: a longer list is slower to parse than two filters are to run. */
const idsPerFilter = 500;
/** Rows that came since the last optimize() are searched one by one: with more, the table folds them in by itself. */
const maxLooseRows = 20_000;

/** LanceDB merges files of fewer than a million rows. */
const maxRowsToMerge = 900_000;

/** One LanceDB table. Writes go one by one; a search may run beside them and sees whole commits only. */
export class LanceTable implements ChunkTable {
  readonly key: IndexKey;
  readonly #table: Table;
  readonly #folder: string;
  readonly #recreateIndexes: (table: Table) => Promise<void>;
  readonly #order = new WriteOrder();
  readonly #rows: RowReader;
  #looseRows = 0;
  #revision = 0;

  constructor(
    key: IndexKey,
    table: Table,
    {
      folder,
      recreateIndexes,
    }: { folder: string; recreateIndexes: (table: Table) => Promise<void> },
  ) {
    this.key = key;
    this.#recreateIndexes = recreateIndexes;
    this.#table = table;
    this.#folder = folder;
    this.#rows = new RowReader(table, readColumns(key));
  }

  get revision(): number {
    return this.#revision;
  }

  async replace(
    documentIds: readonly string[],
    rows: readonly ChunkRow[],
  ): Promise<void> {
    checkRows(this.key, rows);
    await this.#write(async () => {
      await this.#removeRows(documentIds);
      if (rows.length > 0) await this.#table.add(rows.map(recordOf));
      this.#looseRows += rows.length;
      if (this.#looseRows > maxLooseRows) await this.#foldIn();
    });
  }

  async remove(documentIds: readonly string[]): Promise<void> {
    await this.#write(() => this.#removeRows(documentIds));
  }

  searchWords(
    query: string,
    k: number,
    options: ChunkSearchOptions = {},
  ): Promise<ScoredChunk[]> {
    const filter = filterOf(options);
    return this.#search(
      () => {
        const search = this.#table
          .query()
          .fullTextSearch(query, { columns: [columns.text] })
          .limit(k);
        return filter === null ? search : search.where(filter);
      },
      { column: "_score", of: (score) => score },
    );
  }

  async searchVector(
    vector: Float32Array,
    k: number,
    options: ChunkSearchOptions = {},
  ): Promise<ScoredChunk[]> {
    checkQueryVector(this.key, vector);
    const filter = filterOf(options);
    return this.#search(
      () => {
        const search = this.#table
          .query()
          .nearestTo(vector)
          .column(columns.vector)
          .distanceType("cosine")
          .limit(k);
        return filter === null ? search : search.where(filter);
      },
      { column: "_distance", of: (distance) => 1 - distance },
    );
  }

  async rowsAt(offsets: readonly number[]): Promise<ScoredChunk[]> {
    if (offsets.length === 0) return [];
    const found = await this.#read(() =>
      this.#table
        .takeOffsets([...offsets])
        .select(readColumns(this.key))
        .toArrow(),
    );
    return storedRows(found).map((row) => ({ ...row, score: 0 }));
  }

  async nearest(
    vector: Float32Array,
    k: number,
    exceptDocumentIds: readonly string[],
  ): Promise<NearRow[]> {
    checkQueryVector(this.key, vector);
    const rows = await this.#read(() => {
      const search = this.#table
        .query()
        .nearestTo(vector)
        .column(columns.vector)
        .distanceType("cosine")
        .select([columns.id, columns.documentId, columns.text, "_distance"])
        .limit(k);
      return exceptDocumentIds.length === 0
        ? search.toArray()
        : search
            .where(`${columns.documentId} NOT IN ${among(exceptDocumentIds)}`)
            .toArray();
    });
    return rows.map((row) => ({
      id: String(row[columns.id]),
      documentId: String(row[columns.documentId]),
      text: String(row[columns.text]),
      similarity: 1 - Number(row["_distance"]),
    }));
  }

  countRows(): Promise<number> {
    return this.#read(() => this.#table.countRows());
  }

  async check(): Promise<number> {
    return this.#read(async () => {
      // By a filter on a column without an index, so that every file of rows is opened
      const rows = await this.#table.countRows(`${columns.start} >= 0`);
      const [one] = await this.#table
        .query()
        .select([columns.text])
        .limit(1)
        .toArray();
      if (one !== undefined)
        await this.#table
          .query()
          .fullTextSearch(String(one[columns.text]), {
            columns: [columns.text],
          })
          .limit(1)
          .toArray();
      return rows;
    });
  }

  async optimize(): Promise<void> {
    await this.#write(() => this.#foldIn());
  }

  async scrub(): Promise<void> {
    await this.#write(async () => {
      await this.#rewriteAll();
      await this.#recreateIndexes(this.#table);
      await this.#order.readsEnded();
      await this.#table.optimize({ cleanupOlderThan: new Date() });
      this.#looseRows = 0;
    });
  }

  /** LanceDB keeps a file in which less than a tenth is deleted, unless there are small ones to merge it with. */
  async #rewriteAll(): Promise<void> {
    const [one] = await this.#table
      .query()
      .select([columns.id])
      .limit(1)
      .toArray();
    if (one !== undefined) {
      const isSmall = (await this.#table.countRows()) < maxRowsToMerge;
      await this.#table.update({
        where: isSmall
          ? `${columns.id} = ${quoted(String(one[columns.id]))}`
          : "true",
        valuesSql: { [columns.id]: columns.id },
      });
    }
    // Files are merged only once the same indexes cover them: the first call sees to that
    await this.#table.optimize();
    await this.#table.optimize();
  }

  /** After the writes that were asked for. */
  async close(): Promise<void> {
    await this.#order.writesEnded();
    await this.#order.readsEnded();
    this.#table.close();
  }

  #search(
    query: () => Query | VectorQuery,
    score: Score,
  ): Promise<ScoredChunk[]> {
    return this.#read(() => this.#rows.search(query, score));
  }

  async #foldIn(): Promise<void> {
    await this.#table.optimize();
    // Searches that began on an older version still read its files
    await this.#order.readsEnded();
    await this.#table.optimize({ cleanupOlderThan: new Date() });
    this.#looseRows = 0;
  }

  /** A delete makes a version even where it removes nothing, so it looks first. */
  async #removeRows(documentIds: readonly string[]): Promise<void> {
    for (let from = 0; from < documentIds.length; from += idsPerFilter) {
      const ids = documentIds.slice(from, from + idsPerFilter);
      const filter = `${columns.documentId} IN (${ids.map(quoted).join(", ")})`;
      if ((await this.#table.countRows(filter)) > 0)
        await this.#table.delete(filter);
    }
  }

  #write<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#revision += 1;
    return this.#order.write(() => lance(this.#folder, work));
  }

  #read<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#order.read(() => lance(this.#folder, work));
  }
}

/** LanceDB applies it before it ranks. */
function filterOf({ documentIds }: ChunkSearchOptions): string | null {
  return documentIds === undefined
    ? null
    : `${columns.documentId} IN ${among(documentIds)}`;
}

function among(ids: readonly string[]): string {
  return `(${ids.map(quoted).join(", ")})`;
}

function quoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
