import { AppError, appErrorFrom } from "#contract/errors.ts";
import { type JobId, jobId } from "#contract/ids.ts";
import type {
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
import { DocumentLifecycle } from "./documents/document-lifecycle.ts";
import type {
  DocumentQuery,
  DocumentStore,
} from "./documents/document-store.ts";
import { outlineOf, sliceOf } from "./documents/document-stretches.ts";
import { LibraryEvents } from "./documents/library-events.ts";
import type { OutcomeListener } from "./documents/outcomes.ts";
import { baseName, normalPath } from "./documents/paths.ts";
import { quarantine } from "./documents/quarantine.ts";
import { IndexWriter } from "./indexes/index-writer.ts";
import { Indexes } from "./indexes/indexes.ts";
import { RebuildStore } from "./indexes/rebuild-store.ts";
import { Indexer } from "./indexing/indexer.ts";
import { Deletions } from "./removing/deletions.ts";
import { Eraser } from "./removing/eraser.ts";
import { Removals } from "./removing/removals.ts";
import { Remover } from "./removing/remover.ts";
import { ScanStore } from "./scanning/scan-store.ts";

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
  readonly #deletions: Deletions;
  readonly #removals: Removals;
  readonly #remover: Remover;
  readonly #writer: IndexWriter;
  readonly #live: LiveProgress;
  readonly #events: LibraryEvents;
  readonly #indexer: Indexer;
  readonly #listeners = new Set<OutcomeListener>();

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
    this.#live = jobs.live;
    this.#writer = new IndexWriter({
      db,
      index,
      store: this.#store,
      jobs: this.#jobs,
    });
    const eraser = new Eraser({
      db,
      index,
      log,
      writer: this.#writer,
    });
    this.#events = new LibraryEvents({
      hub,
      clock,
      documents,
      jobs: () => jobs.list(),
    });
    this.#deletions = new Deletions({
      db,
      log,
      jobs: this.#jobs,
      events: this.#events,
      eraser,
    });
    this.#removals = new Removals(db, clock, this.#deletions);
    const indexing = {
      jobs: this.#jobs,
      store: this.#store,
      removals: this.#removals,
      deletions: this.#deletions,
      eraser,
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
    this.#remover = new Remover({
      db,
      clock,
      log,
      eraser,
      deletions: this.#deletions,
      removals: this.#removals,
      writer: this.#writer,
      events: this.#events,
      interrupt: (ids, change) => this.#indexer.interruptDocuments(ids, change),
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
      quarantine(this.#store.putBackAfterCrash(), {
        db: this.#db,
        store: this.#store,
        jobs: this.#jobs,
        log: this.#log,
      });
      this.#remover.deleteLeft();
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
    await this.#remover.close();
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

  /** Hides documents until `restorableUntil`, or deletes them at once (`isFinal`). */
  remove(
    removal: Parameters<Remover["remove"]>[0],
  ): ReturnType<Remover["remove"]> {
    return this.#remover.remove(removal);
  }

  /** Undoes a removal that is not final yet. What was not read to its end then is read now. */
  restore({
    workspaceId,
    documentIds,
  }: {
    workspaceId: string;
    documentIds: readonly string[];
  }): { restored: number } {
    const { restored, unread } = this.#remover.restore(
      workspaceId,
      documentIds,
    );
    if (unread.length > 0) this.retry({ workspaceId, documentIds: unread });
    else this.#work();
    return { restored: restored.length };
  }

  /** Deletes all of a workspace, together with `change`: see Remover.removeWorkspace. */
  removeWorkspace(workspaceId: string, change: () => void): Promise<void> {
    return this.#remover.removeWorkspace(workspaceId, change);
  }

  /** Told the paths that no document has any more and no job has still to walk. Returns the disposer. */
  onDeleted(listener: (paths: readonly string[]) => void): () => void {
    return this.#deletions.onDeleted(listener);
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
    return outlineOf(this.#documents, documentId);
  }

  /** See sliceOf. @throws AppError not-found */
  slice(range: Parameters<typeof sliceOf>[1]): ReturnType<typeof sliceOf> {
    return sliceOf(this.#documents, range);
  }

  /** Files not yet indexed leave the library again, or keep the version that they had; what is indexed stays. */
  #giveUp(job: Job): void {
    for (const id of this.#removals.giveUp(job))
      this.#events.documentChanged(job.workspaceId, id);
  }

  #begin(id: string): { jobId: JobId } {
    this.#events.jobsChanged();
    this.#work();
    return { jobId: jobId.parse(id) };
  }

  /** There is something to do, and the index that it goes into may not be the one that the model asks for now. */
  #work(): void {
    this.#indexer.wake();
    this.checkIndexes().catch((error: unknown) =>
      this.#log.error("the indexes could not be checked", error),
    );
  }
}
