import { SerialQueue } from "#core/concurrency/serial-queue.ts";
import type { JobStore } from "#core/jobs/job-store.ts";
import type { ChunkedDocument } from "#core/library/documents/chunked-document.ts";
import type { DocumentLifecycle } from "#core/library/documents/document-lifecycle.ts";
import { StaleRows } from "#core/library/documents/stale-rows.ts";
import type {
  ChunkIndex,
  ChunkRow,
  IndexKey,
} from "#core/ports/chunk-index.ts";
import type { Database } from "#core/ports/database.ts";
import { indexKeyText } from "#core/workspaces/index-key.ts";

/** A document whose chunks have their vectors (null each in a keyword index). */
export interface EmbeddedDocument {
  chunked: ChunkedDocument;
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
  readonly #store: DocumentLifecycle;
  readonly #jobs: JobStore;
  readonly #stale: StaleRows;
  /** Of writes that failed, until the journal has them. */
  #halfWritten: ChunkedDocument["document"][] = [];
  readonly #queue = new SerialQueue();

  constructor(parts: {
    db: Database;
    index: ChunkIndex;
    store: DocumentLifecycle;
    jobs: JobStore;
  }) {
    this.#db = parts.db;
    this.#index = parts.index;
    this.#store = parts.store;
    this.#jobs = parts.jobs;
    this.#stale = new StaleRows(parts.db);
  }

  /** Makes these documents searchable. Those removed meanwhile are left out. Returns what was written. */
  write(batch: readonly EmbeddedDocument[]): Promise<EmbeddedDocument[]> {
    return this.exclusive(async () => {
      const wanted = this.#stillWanted(batch);
      const ids = wanted.map(idOf);
      this.#store.setInHand(ids, true);
      try {
        for (const [key, part] of byKey(wanted)) {
          const table = await this.#index.open(key);
          await table.replace(part.map(idOf), part.flatMap(rowsOf));
        }
        return this.#commit(wanted);
      } catch (error) {
        this.#halfWritten.push(
          ...wanted.map(({ chunked }) => chunked.document),
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
      this.#store.loseRows(this.#halfWritten);
      this.#halfWritten = [];
      for (const [workspaceId, ids] of this.#stale.byWorkspace()) {
        for (const key of await this.#index.list(workspaceId))
          await (await this.#index.open(key)).remove(ids);
        this.#stale.forget(ids);
      }
    });
  }

  #commit(wanted: readonly EmbeddedDocument[]): EmbeddedDocument[] {
    return this.#db.transaction(() => {
      // What was called off meanwhile is written all the same: the change behind it waits for this write
      const present = this.#store.present(wanted.map(idOf));
      const written = wanted.filter((one) => present.has(idOf(one)));
      for (const { chunked, key } of written) {
        this.#store.commit(chunked, key);
        const { jobId, sizeBytes } = chunked.document;
        this.#jobs.advance(jobId, { done: 1, doneBytes: sizeBytes });
      }
      return written;
    });
  }

  /** Runs `work` after the writes that were asked for before, and before those asked for after. */
  exclusive<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    return this.#queue.run(work);
  }

  ended(): Promise<void> {
    return this.#queue.ended();
  }

  #stillWanted(batch: readonly EmbeddedDocument[]): EmbeddedDocument[] {
    const present = this.#store.present(batch.map(idOf));
    return batch.filter(
      (one) => present.has(idOf(one)) && !one.chunked.signal.aborted,
    );
  }
}

function idOf({ chunked }: EmbeddedDocument): string {
  return chunked.document.id;
}

function byKey(
  batch: readonly EmbeddedDocument[],
): [IndexKey, EmbeddedDocument[]][] {
  const groups = Map.groupBy(batch, ({ key }) => indexKeyText(key));
  return [...groups.values()].flatMap((part) => {
    const [first] = part;
    return first === undefined
      ? []
      : [[first.key, part] as [IndexKey, EmbeddedDocument[]]];
  });
}

function rowsOf({ chunked, vectors }: EmbeddedDocument): ChunkRow[] {
  const { document, fileHash, chunks } = chunked;
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
