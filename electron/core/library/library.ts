import { AppError, appErrorFrom } from "#contract/errors.ts";
import { type JobId, jobId } from "#contract/ids.ts";
import type {
  Block,
  DocumentOutline,
  DocumentSummary,
  LibraryCounts,
} from "#contract/library.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import type { LiveProgress } from "#core/jobs/job-progress.ts";
import type { Job, JobStore } from "#core/jobs/job-store.ts";
import type { Jobs } from "#core/jobs/jobs.ts";
import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import type { Extractor } from "#core/ports/extractor.ts";
import type { Files } from "#core/ports/files.ts";
import type { Log } from "#core/ports/log.ts";
import type { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import type { ClaimedDocument } from "./documents/claimed-document.ts";
import { DocumentLifecycle } from "./documents/document-lifecycle.ts";
import type {
  DocumentQuery,
  DocumentStore,
} from "./documents/document-store.ts";
import { quarantined } from "./documents/failures.ts";
import { LibraryEvents } from "./documents/library-events.ts";
import type { OutcomeListener } from "./documents/outcomes.ts";
import { baseName, normalPath } from "./documents/paths.ts";
import { sectionsOf } from "./documents/sections.ts";
import { IndexWriter } from "./indexes/index-writer.ts";
import { Indexes } from "./indexes/indexes.ts";
import { RebuildStore } from "./indexes/rebuild-store.ts";
import { Indexer } from "./indexing/indexer.ts";
import { Eraser } from "./removing/eraser.ts";
import { Removals } from "./removing/removals.ts";
import { ScanStore } from "./scanning/scan-store.ts";

/** How long a removal can be undone. */
const undoWindowMs = 60_000;
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
  jobs: Jobs;
}

/** The documents of all workspaces: adding, reading and removing them, and the jobs that index them. */
export class Library {
  readonly #documents: DocumentStore;
  readonly #log: Log;
  readonly #db: Database;
  readonly #jobs: JobStore;
  readonly #store: DocumentLifecycle;
  readonly #removals: Removals;
  readonly #eraser: Eraser;
  readonly #clock: Clock;
  readonly #writer: IndexWriter;
  readonly #live: LiveProgress;
  readonly #events: LibraryEvents;
  readonly #indexer: Indexer;
  readonly #listeners = new Set<OutcomeListener>();
  /** Of the timers that end the time to undo a removal. */
  readonly #cancels = new Set<() => void>();
  readonly #deletedListeners = new Set<(paths: readonly string[]) => void>();

  constructor(parts: LibraryParts) {
    const { db, clock, log, hub, documents, index, embedder, workspaces } =
      parts;
    const { jobs } = parts;
    this.#db = db;
    this.#documents = documents;
    this.#log = log;
    this.#jobs = jobs.store;
    this.#store = new DocumentLifecycle(
      db,
      clock,
      parts.extractor.readersVersion,
    );
    this.#removals = new Removals(db, clock);
    this.#live = jobs.live;
    this.#writer = new IndexWriter({
      db,
      index,
      store: this.#store,
      jobs: this.#jobs,
    });
    this.#clock = clock;
    this.#eraser = new Eraser({
      db,
      index,
      log,
      writer: this.#writer,
      removals: this.#removals,
    });
    this.#events = new LibraryEvents({
      hub,
      clock,
      documents,
      jobs: () => jobs.list(),
    });
    const indexing = {
      jobs: this.#jobs,
      store: this.#store,
      removals: this.#removals,
      eraser: this.#eraser,
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
    jobs.register(["index", "rebuild"], {
      interrupt: async (id, change) => {
        await this.#indexer.interruptJob(id, change);
        this.#events.jobsChanged();
      },
      onPause: ({ id }) => this.#store.putBack(id),
      onCancel: (job) => this.#giveUp(job),
      wake: () => {
        this.#events.jobsChanged();
        this.#indexer.wake();
      },
    });
  }

  /** At start: goes on with what was running, after putting index and database in step. */
  recover(): void {
    try {
      this.#quarantine(this.#store.putBackAfterCrash());
      this.#deleteRows(0);
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
    for (const cancel of this.#cancels) cancel();
    await this.#indexer.close();
    await this.#deleteHidden(0);
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
    return this.#readAgain(workspaceId, documentIds);
  }

  #readAgain(
    workspaceId: string,
    documentIds: readonly string[],
  ): { jobId: JobId } {
    const id = this.#db.transaction(() => {
      const { ids, bytes } = this.#documents.idle(workspaceId, documentIds);
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

  /**
   * Hides documents until `restorableUntil`, or deletes them at once (`isFinal`). Resolves when searches don't find
   * them, and for a final removal when nothing of them can be read in any file of Hearth's.
   */
  async remove({
    workspaceId,
    documentIds,
    isFinal = false,
  }: {
    workspaceId: string;
    documentIds: readonly string[];
    isFinal?: boolean;
  }): Promise<{ removed: number; restorableUntil: number | null }> {
    const removed = await this.#indexer.interruptDocuments(documentIds, () =>
      this.#removals.hide(workspaceId, documentIds),
    );
    if (removed.length > 0) this.#events.documentsRemoved(workspaceId, removed);
    await this.#writer.removeStaleRows();
    if (isFinal) await this.#deleteHidden(0);
    else if (removed.length > 0) this.#afterUndoWindow();
    return {
      removed: removed.length,
      restorableUntil: isFinal ? null : this.#clock.now() + undoWindowMs,
    };
  }

  /** Undoes a removal that is not final yet. What was not read to its end then is read now. */
  restore({
    workspaceId,
    documentIds,
  }: {
    workspaceId: string;
    documentIds: readonly string[];
  }): { restored: number } {
    const { restored, unread } = this.#removals.restore(
      workspaceId,
      documentIds,
    );
    for (const id of restored) this.#events.documentChanged(workspaceId, id);
    if (unread.length > 0) this.#readAgain(workspaceId, unread);
    else this.#indexer.wake();
    return { restored: restored.length };
  }

  /** Told the paths of documents that were deleted and that no other document has. Returns the disposer. */
  onDeleted(listener: (paths: readonly string[]) => void): () => void {
    this.#deletedListeners.add(listener);
    return () => this.#deletedListeners.delete(listener);
  }

  #afterUndoWindow(): void {
    const cancel = this.#clock.after(undoWindowMs, () => {
      this.#cancels.delete(cancel);
      this.#deleteLater();
    });
    this.#cancels.add(cancel);
  }

  #deleteLater(): void {
    this.#deleteHidden(undoWindowMs).catch((error: unknown) =>
      this.#log.error("removed documents could not be deleted", error),
    );
  }

  async #deleteHidden(olderThanMs: number): Promise<void> {
    this.#deleteRows(olderThanMs);
    await this.#eraser.erase();
  }

  #deleteRows(olderThanMs: number): void {
    const paths = this.#db.transaction(() => {
      const expired = this.#removals.expired(olderThanMs);
      const only = this.#removals.pathsOnlyOf([...expired.values()].flat());
      for (const [workspaceId, ids] of expired)
        this.#removals.delete(workspaceId, ids);
      return only;
    });
    if (paths.length > 0)
      for (const listener of this.#deletedListeners) listener(paths);
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

  /** Files not yet indexed leave the library again, or keep the version that they had; what is indexed stays. */
  #giveUp(job: Job): void {
    const { removed, restored } = this.#removals.giveUp(job);
    if (removed.length > 0)
      this.#events.documentsRemoved(job.workspaceId, removed);
    for (const id of restored)
      this.#events.documentChanged(job.workspaceId, id);
  }

  /** They ended Hearth too often: nothing goes on with them until the person says so. */
  #quarantine(documents: readonly ClaimedDocument[]): void {
    for (const document of documents) {
      const { attempts, jobId, sizeBytes } = document;
      this.#log.warn("a file is left alone", { attempts });
      this.#db.transaction(() => {
        this.#store.fail(document, quarantined(attempts).toData(), null);
        this.#jobs.advance(jobId, { done: 1, failed: 1, doneBytes: sizeBytes });
      });
    }
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
