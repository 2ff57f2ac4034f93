import { AppError, appErrorFrom } from "#contract/errors.ts";
import { type JobId, jobId } from "#contract/ids.ts";
import type {
  DocumentOutline,
  DocumentSummary,
  LibraryCounts,
} from "#contract/library.ts";
import type { Job, JobStore } from "#core/jobs/job-store.ts";
import type { Database } from "#core/ports/database.ts";
import type { Log } from "#core/ports/log.ts";
import type {
  DocumentQuery,
  DocumentStore,
} from "./documents/document-store.ts";
import { outlineOf, placeOf, sliceOf } from "./documents/document-stretches.ts";
import type { OutcomeListener } from "./documents/outcomes.ts";
import { baseName, normalPath } from "./documents/paths.ts";
import { quarantine } from "./documents/quarantine.ts";
import {
  type LibraryParts,
  type LibraryRooms,
  libraryRooms,
} from "./library-rooms.ts";
import type { Remover } from "./removing/remover.ts";

/** The documents of all workspaces: adding, reading and removing them, and the jobs that index them. */
export class Library {
  readonly #rooms: LibraryRooms;
  readonly #documents: DocumentStore;
  readonly #log: Log;
  readonly #db: Database;
  readonly #jobs: JobStore;
  readonly #listeners = new Set<OutcomeListener>();

  constructor(parts: LibraryParts) {
    const { db, log, documents, jobs } = parts;
    this.#db = db;
    this.#documents = documents;
    this.#log = log;
    this.#jobs = jobs.store;
    this.#rooms = libraryRooms(parts, (outcome) => {
      for (const listener of this.#listeners) listener(outcome);
    });
    const { indexer, events, lifecycle } = this.#rooms;
    jobs.register(["index", "rebuild"], {
      interrupt: async (id, change) => {
        await indexer.interruptJob(id, change);
        events.jobsChanged();
      },
      onPause: ({ id }) => lifecycle.putBack(id),
      onCancel: (job) => this.#giveUp(job),
      wake: () => {
        events.jobsChanged();
        indexer.wake();
      },
    });
  }

  /** At start: goes on with what was running, after putting index and database in step. */
  recover(): void {
    try {
      quarantine(this.#rooms.lifecycle.putBackAfterCrash(), {
        db: this.#db,
        store: this.#rooms.lifecycle,
        jobs: this.#jobs,
        log: this.#log,
      });
      this.#rooms.remover.deleteLeft();
      this.#jobs.prune();
    } catch (error) {
      if (appErrorFrom(error)?.code !== "data-newer") throw error;
      this.#log.warn("the data can only be read, nothing is indexed");
      return;
    }
    this.#rooms.indexer.start();
  }

  /** Compares the indexes with the embedding model that is there now, and rebuilds where it is another. */
  async checkIndexes(): Promise<void> {
    await this.#rooms.indexer.checkIndexes();
  }

  /** Stops in good order; jobs go on at the next start. */
  async close(): Promise<void> {
    await this.#rooms.indexer.close();
    await this.#rooms.remover.close();
    this.#rooms.events.flush();
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
      this.#rooms.lifecycle.readAgain(ids, job.id);
      for (const one of ids)
        this.#rooms.events.documentChanged(workspaceId, one);
      return job.id;
    });
    return this.#begin(id);
  }

  /** Hides documents until `restorableUntil`, or deletes them at once (`isFinal`). */
  remove(
    removal: Parameters<Remover["remove"]>[0],
  ): ReturnType<Remover["remove"]> {
    return this.#rooms.remover.remove(removal);
  }

  /** Undoes a removal that is not final yet. What was not read to its end then is read now. */
  restore({
    workspaceId,
    documentIds,
  }: {
    workspaceId: string;
    documentIds: readonly string[];
  }): { restored: number } {
    const { restored, unread } = this.#rooms.remover.restore(
      workspaceId,
      documentIds,
    );
    if (unread.length > 0) this.retry({ workspaceId, documentIds: unread });
    else this.#work();
    return { restored: restored.length };
  }

  /** Deletes all of a workspace, together with `change`: see Remover.removeWorkspace. */
  removeWorkspace(workspaceId: string, change: () => void): Promise<void> {
    return this.#rooms.remover.removeWorkspace(workspaceId, change);
  }

  /** Told the paths that no document has any more and no job has still to walk. Returns the disposer. */
  onDeleted(listener: (paths: readonly string[]) => void): () => void {
    return this.#rooms.deletions.onDeleted(listener);
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

  /** See placeOf. @throws AppError not-found */
  place(at: Parameters<typeof placeOf>[1]): ReturnType<typeof placeOf> {
    return placeOf(this.#documents, at);
  }

  /** See sliceOf. @throws AppError not-found */
  slice(range: Parameters<typeof sliceOf>[1]): ReturnType<typeof sliceOf> {
    return sliceOf(this.#documents, range);
  }

  /** Files not yet indexed leave the library again, or keep the version that they had; what is indexed stays. */
  #giveUp(job: Job): void {
    for (const id of this.#rooms.removals.giveUp(job))
      this.#rooms.events.documentChanged(job.workspaceId, id);
  }

  #begin(id: string): { jobId: JobId } {
    this.#rooms.events.jobsChanged();
    this.#work();
    return { jobId: jobId.parse(id) };
  }

  /** There is something to do, and the index that it goes into may not be the one that the model asks for now. */
  #work(): void {
    this.#rooms.indexer.wake();
    this.checkIndexes().catch((error: unknown) =>
      this.#log.error("the indexes could not be checked", error),
    );
  }
}
