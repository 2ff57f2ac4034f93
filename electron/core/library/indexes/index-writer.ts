import type { JobStore } from "#core/jobs/job-store.ts";
import type { IndexingStore } from "#core/library/indexing/indexing-store.ts";
import type { Claimed, Prepared } from "#core/library/indexing/prepared.ts";
import type {
  ChunkIndex,
  ChunkRow,
  IndexKey,
} from "#core/ports/chunk-index.ts";
import type { Database } from "#core/ports/database.ts";
import { indexKeyText } from "#core/workspaces/index-key.ts";
import { StaleRows } from "./stale-rows.ts";

/** A document whose chunks have their vectors (null each in a keyword index). */
export interface Embedded {
  prepared: Prepared;
  key: IndexKey;
  vectors: (Float32Array | null)[];
}

/**
 * Keeps the vector index and the database in step. Everything that changes rows of documents in the index goes
 * through here, one after the other: rows first, then one transaction. What ends in between is journalled as stale.
 */
export class IndexWriter {
  readonly #db: Database;
  readonly #index: ChunkIndex;
  readonly #store: IndexingStore;
  readonly #jobs: JobStore;
  readonly #stale: StaleRows;
  /** Of writes that failed, until the journal has them. */
  #halfWritten: Claimed[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: {
    db: Database;
    index: ChunkIndex;
    store: IndexingStore;
    jobs: JobStore;
  }) {
    this.#db = parts.db;
    this.#index = parts.index;
    this.#store = parts.store;
    this.#jobs = parts.jobs;
    this.#stale = new StaleRows(parts.db);
  }

  /** Makes these documents searchable. Those removed meanwhile are left out. Returns what was written. */
  write(batch: readonly Embedded[]): Promise<Embedded[]> {
    return this.exclusive(async () => {
      const wanted = this.#stillThere(batch);
      try {
        for (const [key, part] of byKey(wanted)) {
          const table = await this.#index.open(key);
          await table.replace(part.map(idOf), part.flatMap(rowsOf));
        }
        return this.#commit(wanted);
      } catch (error) {
        this.#halfWritten.push(
          ...wanted.map(({ prepared }) => prepared.document),
        );
        throw error;
      }
    });
  }

  /**
   * Removes the rows that the journal names, from every index of their workspace. First it notes what a failed
   * write left behind, which could not be noted then if the disk was full.
   */
  removeStaleRows(): Promise<void> {
    return this.exclusive(async () => {
      this.#stale.addHalfWritten(this.#halfWritten);
      this.#halfWritten = [];
      for (const [workspaceId, ids] of this.#stale.byWorkspace()) {
        for (const key of await this.#index.list(workspaceId))
          await (await this.#index.open(key)).remove(ids);
        this.#stale.forget(ids);
      }
    });
  }

  #commit(wanted: readonly Embedded[]): Embedded[] {
    return this.#db.transaction(() => {
      const written = this.#stillThere(wanted);
      for (const { prepared, key } of written) {
        this.#store.commit(prepared, key);
        const { jobId, sizeBytes } = prepared.document;
        this.#jobs.advance(jobId, { done: 1, doneBytes: sizeBytes });
      }
      return written;
    });
  }

  /** Runs `work` after what was asked for before, and before what is asked for after. */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    // The next one goes ahead whether or not this one failed: its caller is told
    this.#last = result.catch(() => undefined);
    return result;
  }

  async ended(): Promise<void> {
    await this.#last;
  }

  #stillThere(batch: readonly Embedded[]): Embedded[] {
    const existing = this.#store.existing(batch.map(idOf));
    return batch.filter((one) => existing.has(idOf(one)));
  }
}

function idOf({ prepared }: Embedded): string {
  return prepared.document.id;
}

function byKey(batch: readonly Embedded[]): [IndexKey, Embedded[]][] {
  const groups = Map.groupBy(batch, ({ key }) => indexKeyText(key));
  return [...groups.values()].flatMap((part) => {
    const [first] = part;
    return first === undefined
      ? []
      : [[first.key, part] as [IndexKey, Embedded[]]];
  });
}

function rowsOf({ prepared, vectors }: Embedded): ChunkRow[] {
  const { document, fileHash, chunks } = prepared;
  return chunks.map((chunk, place) => ({
    id: `${document.id}:${chunk.start}`,
    documentId: document.id,
    fileHash,
    page: chunk.page,
    start: chunk.start,
    end: chunk.end,
    boxes: [],
    headings: chunk.headings,
    sensitivity: document.sensitivity,
    text: chunk.text,
    vector: vectors[place] ?? null,
  }));
}
