import type { Job, JobStore } from "#core/jobs/job-store.ts";
import type { ClaimedDocument } from "#core/library/documents/claimed-document.ts";
import type { DocumentLifecycle } from "#core/library/documents/document-lifecycle.ts";
import { indexKeyFor } from "#core/library/indexes/index-choice.ts";
import type { RebuildStore } from "#core/library/indexes/rebuild-store.ts";
import type { EmbeddingModel } from "#core/ports/embedder.ts";

/** What takes less time to read than to ask for. */
const smallBytes = 64 * 1024;
/** Small files that are read in one go: another job waits no longer than for these. */
const maxGroup = 16;

export interface Next {
  document: ClaimedDocument;
  job: Job;
}

/** Says which document is worked on next, of all jobs that are not paused. */
export class DocumentQueue {
  readonly #parts: {
    jobs: JobStore;
    store: DocumentLifecycle;
    rebuilds: RebuildStore;
  };
  readonly #model: EmbeddingModel | null;
  /** How far each rebuild has come, by row. */
  readonly #cursors = new Map<string, number>();
  #lastJobId = "";
  /** A suspect is in hand: nothing else is taken until it is done. */
  #isAlone = false;

  constructor(
    parts: {
      jobs: JobStore;
      store: DocumentLifecycle;
      rebuilds: RebuildStore;
    },
    model: EmbeddingModel | null,
  ) {
    this.#parts = parts;
    this.#model = model;
  }

  /** A rebuild that goes on later begins at the first document that is left. */
  startAnew(jobId: string): void {
    this.#cursors.delete(jobId);
  }

  /**
   * The next document. One that was in hand at an unexpected end is taken when no other is left, and has all
   * processes to itself: if it ends one again, it is the one to blame. `isIdle`: nothing is in work now.
   */
  next({ isIdle }: { isIdle: boolean }): Next | null {
    if (isIdle) this.#isAlone = false;
    if (this.#isAlone) return null;
    const fresh = this.#nextOf({ isSuspect: false });
    if (fresh !== null || !isIdle) return fresh;
    const suspect = this.#nextOf({ isSuspect: true });
    this.#isAlone = suspect !== null;
    return suspect;
  }

  /** What is read in one go: small files, and behind them at most one that is not. Options as of `next`. */
  nextGroup({ isIdle }: { isIdle: boolean }): Next[] {
    const group: Next[] = [];
    while (group.length < maxGroup) {
      const next = this.next({ isIdle: isIdle && group.length === 0 });
      if (next === null) break;
      group.push(next);
      if (!isSmall(next.document)) break;
    }
    return group;
  }

  /** The jobs take turns, a document each, so that one file is not behind fifty thousand. */
  #nextOf(which: { isSuspect: boolean }): Next | null {
    const jobs = this.#parts.jobs.runnable();
    const after = jobs.findIndex(({ id }) => id === this.#lastJobId) + 1;
    for (const job of [...jobs.slice(after), ...jobs.slice(0, after)]) {
      const document =
        job.kind === "rebuild"
          ? this.#nextToRebuild(job, which)
          : this.#parts.store.claim(job.id, which);
      if (document === null) continue;
      this.#lastJobId = job.id;
      return { document, job };
    }
    return null;
  }

  #nextToRebuild(
    job: Job,
    { isSuspect }: { isSuspect: boolean },
  ): ClaimedDocument | null {
    const { rebuilds, store } = this.#parts;
    const key = indexKeyFor(job.workspaceId, this.#model);
    const document = rebuilds.next(job, key, {
      afterRowId: isSuspect ? 0 : (this.#cursors.get(job.id) ?? 0),
      isSuspect,
    });
    if (document === null) return null;
    if (!isSuspect) this.#cursors.set(job.id, document.rowId);
    store.setInHand([document.id], true);
    return document;
  }
}

/** Whether it is read together with others. By the size that the caller knows: of the scan, or of the file now. */
export function isSmall({ sizeBytes }: { sizeBytes: number }): boolean {
  return sizeBytes <= smallBytes;
}
