import { AppError, appErrorFrom } from "#contract/errors.ts";
import { type JobId, jobId } from "#contract/ids.ts";
import type {
  Block,
  DocumentOutline,
  DocumentSummary,
  JobProgress,
  LibraryCounts,
} from "#contract/library.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import { LiveProgress } from "#core/jobs/job-progress.ts";
import { JobStore } from "#core/jobs/job-store.ts";
import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import type { Extractor } from "#core/ports/extractor.ts";
import type { Files } from "#core/ports/files.ts";
import type { Log } from "#core/ports/log.ts";
import type { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { DocumentLifecycle } from "./documents/document-lifecycle.ts";
import type {
  DocumentQuery,
  DocumentStore,
} from "./documents/document-store.ts";
import { LibraryEvents } from "./documents/library-events.ts";
import type { OutcomeListener } from "./documents/outcomes.ts";
import { baseName, normalPath } from "./documents/paths.ts";
import { Removals } from "./documents/removals.ts";
import { sectionsOf } from "./documents/sections.ts";
import { IndexWriter } from "./indexes/index-writer.ts";
import { Indexes } from "./indexes/indexes.ts";
import { RebuildStore } from "./indexes/rebuild-store.ts";
import { Indexer } from "./indexing/indexer.ts";
import { ScanStore } from "./scanning/scan-store.ts";

/** Characters that one slice may carry. */
const maxSliceChars = 200_000;

export interface LibraryParts {
  db: Database;
  clock: Clock;
  log: Log;
  hub: EventHub;
  files: Files;
  extractor: Extractor;
  embedder: Embedder;
  index: ChunkIndex;
  workspaces: WorkspaceStore;
  documents: DocumentStore;
}

/** The documents of all workspaces: adding, reading and removing them, and the jobs that index them. */
export class Library {
  readonly #documents: DocumentStore;
  readonly #log: Log;
  readonly #db: Database;
  readonly #jobs: JobStore;
  readonly #store: DocumentLifecycle;
  readonly #removals: Removals;
  readonly #writer: IndexWriter;
  readonly #live: LiveProgress;
  readonly #events: LibraryEvents;
  readonly #indexer: Indexer;
  readonly #listeners = new Set<OutcomeListener>();

  constructor(parts: LibraryParts) {
    const { db, clock, log, hub, documents, index, embedder, workspaces } =
      parts;
    this.#db = db;
    this.#documents = documents;
    this.#log = log;
    this.#jobs = new JobStore(db, clock);
    this.#store = new DocumentLifecycle(
      db,
      clock,
      parts.extractor.readersVersion,
    );
    this.#removals = new Removals(db, clock);
    this.#live = new LiveProgress(clock);
    this.#writer = new IndexWriter({
      db,
      index,
      store: this.#store,
      jobs: this.#jobs,
    });
    this.#events = new LibraryEvents({
      hub,
      clock,
      documents,
      jobs: () => this.jobs(),
    });
    const indexing = {
      jobs: this.#jobs,
      store: this.#store,
      removals: this.#removals,
      writer: this.#writer,
      rebuilds: new RebuildStore(db),
    };
    this.#indexer = new Indexer({
      ...parts,
      ...indexing,
      indexes: new Indexes({
        db,
        log,
        index,
        embedder,
        workspaces,
        ...indexing,
      }),
      live: this.#live,
      events: this.#events,
      scans: new ScanStore(db),
      onOutcome: (outcome) => {
        for (const listener of this.#listeners) listener(outcome);
      },
    });
  }

  /** At start: goes on with what was running, after putting index and database in step. */
  recover(): void {
    try {
      this.#store.putBackAfterCrash();
      this.#jobs.prune();
    } catch (error) {
      if (appErrorFrom(error)?.code !== "data-newer") throw error;
      this.#log.warn("the data can only be read, nothing is indexed");
      return;
    }
    this.#indexer.start();
  }

  /** Compares the indexes with the embedding model that is there now, and rebuilds where it is another. */
  async checkIndexes(): Promise<void> {
    await this.#indexer.checkIndexes();
  }

  /** Stops in good order; jobs go on at the next start. */
  async close(): Promise<void> {
    await this.#indexer.close();
    this.#events.flush();
  }

  /** Told what became of each file, of every job. Returns the disposer. */
  onOutcome(listener: OutcomeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts an indexing job over absolute paths of files and folders. @throws AppError invalid-request for none */
  add({
    workspaceId,
    paths,
    label: givenLabel,
  }: {
    workspaceId: string;
    paths: readonly string[];
    /** What the person calls what they added. */
    label?: string | undefined;
  }): { jobId: JobId } {
    const unique = [...new Set(paths.map(normalPath))];
    const [first] = unique;
    if (first === undefined)
      throw new AppError("invalid-request", "Nothing was added.");
    const label =
      givenLabel ??
      (unique.length === 1 ? baseName(first) : `${unique.length} files`);
    return this.#begin(
      this.#jobs.create({ workspaceId, kind: "index", label, paths: unique })
        .id,
    );
  }

  /** Reads documents again from their files, unless they are in work. */
  retry({
    workspaceId,
    documentIds,
  }: {
    workspaceId: string;
    documentIds: readonly string[];
  }): { jobId: JobId } {
    const id = this.#db.transaction(() => {
      const { ids, bytes } = this.#documents.settled(workspaceId, documentIds);
      const [first] = ids;
      const label =
        ids.length === 1 && first !== undefined
          ? this.#documents.get(first).name
          : `${ids.length} files`;
      const total = { files: ids.length, bytes };
      const job = this.#jobs.create({
        workspaceId,
        kind: "index",
        label,
        paths: [],
        total,
      });
      this.#store.readAgain(ids, job.id);
      for (const one of ids) this.#events.documentChanged(workspaceId, one);
      return job.id;
    });
    return this.#begin(id);
  }

  /** Hides documents until `restorableUntil`, or forgets them at once (`isFinal`). Resolves when searches don't find them. */
  async remove({
    workspaceId,
    documentIds,
  }: {
    workspaceId: string;
    documentIds: readonly string[];
    isFinal?: boolean;
  }): Promise<{ removed: number; restorableUntil: number | null }> {
    const removed = this.#removals.delete(workspaceId, documentIds);
    if (removed.length > 0) this.#events.documentsRemoved(workspaceId, removed);
    await this.#writer.removeStaleRows();
    this.#indexer.wake();
    return { removed: removed.length, restorableUntil: null };
  }

  /** Undoes a removal that is not final yet. */
  restore({
    workspaceId,
    documentIds,
  }: {
    workspaceId: string;
    documentIds: readonly string[];
  }): { restored: number } {
    const { restored } = this.#removals.restore(workspaceId, documentIds);
    for (const id of restored) this.#events.documentChanged(workspaceId, id);
    return { restored: restored.length };
  }

  list(query: DocumentQuery): {
    documents: DocumentSummary[];
    total: number;
    counts: LibraryCounts;
  } {
    return {
      ...this.#documents.list(query),
      counts: this.#documents.counts(query.workspaceId),
    };
  }

  /** @throws AppError not-found, also for a document that is not read yet */
  outline({ documentId }: { documentId: string }): DocumentOutline {
    const document = this.#documents.get(documentId);
    const { text, blocks } = this.#documents.text(documentId);
    const pages = this.#documents.pages(documentId);
    return {
      document,
      lengthChars: text.length,
      sections: sectionsOf({ lengthChars: text.length, pages, blocks }),
    };
  }

  /** The text between two offsets, cut to what there is and to 200,000 characters, with the blocks that touch it. @throws AppError not-found */
  slice(range: { documentId: string; start: number; end: number }): {
    start: number;
    end: number;
    text: string;
    blocks: Block[];
  } {
    const { text, blocks } = this.#documents.text(range.documentId);
    const start = Math.min(range.start, text.length);
    const end = Math.max(
      start,
      Math.min(range.end, text.length, start + maxSliceChars),
    );
    return {
      start,
      end,
      text: text.slice(start, end),
      blocks: blocks.filter((block) => block.start < end && block.end > start),
    };
  }

  /** Jobs that are not over, and those that ended in this run, newest first. */
  jobs(): JobProgress[] {
    return this.#jobs.list().map((job) => this.#live.of(job));
  }

  /** A job that is over stays as it is. @throws AppError not-found */
  async pauseJob(id: string): Promise<JobProgress> {
    this.#jobs.get(id);
    this.#jobs.pause(id, null);
    return this.#interrupted(id, () => undefined);
  }

  async resumeJob(id: string): Promise<JobProgress> {
    this.#jobs.get(id);
    this.#jobs.resume(id);
    this.#live.goOn();
    return this.#interrupted(id, () => undefined);
  }

  /** Files not yet indexed leave the library again, or keep the version that they had; what is indexed stays. */
  async cancelJob(id: string): Promise<JobProgress> {
    const job = this.#jobs.get(id);
    return this.#interrupted(id, () => {
      if (job.finishedAt !== null) return;
      const { removed, restored } = this.#db.transaction(() => {
        this.#jobs.end(id, "cancelled");
        return this.#removals.giveUp(job);
      });
      if (removed.length > 0)
        this.#events.documentsRemoved(job.workspaceId, removed);
      for (const one of restored)
        this.#events.documentChanged(job.workspaceId, one);
    });
  }

  async #interrupted(id: string, change: () => void): Promise<JobProgress> {
    await this.#indexer.interrupt(change);
    this.#events.jobsChanged();
    return this.#live.of(this.#jobs.get(id));
  }

  #begin(id: string): { jobId: JobId } {
    this.#events.jobsChanged();
    this.#indexer.wake();
    this.checkIndexes().catch((error: unknown) =>
      this.#log.error("the indexes could not be checked", error),
    );
    return { jobId: jobId.parse(id) };
  }
}
