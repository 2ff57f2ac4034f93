import type { LiveProgress } from "#core/jobs/job-progress.ts";
import type { Job, JobStore } from "#core/jobs/job-store.ts";
import type { DocumentLifecycle } from "#core/library/documents/document-lifecycle.ts";
import type { LibraryEvents } from "#core/library/documents/library-events.ts";
import type { OutcomeListener } from "#core/library/documents/outcomes.ts";
import type { Deletions } from "#core/library/removing/deletions.ts";
import type { Removals } from "#core/library/removing/removals.ts";
import { type ScanParts, scan } from "#core/library/scanning/scan.ts";
import type { ScanStore } from "#core/library/scanning/scan-store.ts";
import type { Database } from "#core/ports/database.ts";
import type { Extractor } from "#core/ports/extractor.ts";
import type { Files } from "#core/ports/files.ts";

export interface WalkParts {
  db: Database;
  files: Files;
  jobs: JobStore;
  scans: ScanStore;
  store: DocumentLifecycle;
  removals: Removals;
  deletions: Deletions;
  extractor: Extractor;
  live: LiveProgress;
  events: LibraryEvents;
  onOutcome: OutcomeListener;
}

/** Walks what the jobs of one run were given, one job after the other, beside the work on what it finds. */
export class JobWalks {
  readonly #parts: WalkParts;
  readonly #signal: AbortSignal;
  readonly #onChange: () => void;
  readonly #onFailure: (error: unknown) => void;
  #walking: Promise<void> | null = null;
  /** The walk in progress, and the job that it is for. */
  #walk: { jobId: string; controller: AbortController } | null = null;

  /** `onChange`: more is queued, or the walks are over. */
  constructor(
    parts: WalkParts,
    options: {
      signal: AbortSignal;
      onChange: () => void;
      onFailure: (error: unknown) => void;
    },
  ) {
    this.#parts = parts;
    this.#signal = options.signal;
    this.#onChange = options.onChange;
    this.#onFailure = options.onFailure;
  }

  get isWalking(): boolean {
    return this.#walking !== null;
  }

  /** Goes on while any job has something to walk. */
  start(): void {
    if (this.#walking !== null || this.#next() === undefined) return;
    this.#walking = this.#walkAll()
      .catch(this.#onFailure)
      .finally(() => {
        this.#walking = null;
        this.#onChange();
      });
  }

  /** Lets go of the walk of this job, while others go on. */
  interrupt(jobId: string): void {
    if (this.#walk?.jobId === jobId) this.#walk.controller.abort();
  }

  /** Resolves when none goes on; never rejects. */
  async ended(): Promise<void> {
    await this.#walking;
  }

  #next(): Job | undefined {
    return this.#parts.jobs
      .runnable()
      .find(({ state }) => state === "scanning");
  }

  async #walkAll(): Promise<void> {
    for (let job = this.#next(); job !== undefined; job = this.#next()) {
      const controller = new AbortController();
      this.#walk = { jobId: job.id, controller };
      try {
        const both = AbortSignal.any([this.#signal, controller.signal]);
        await scan(job, this.#scanParts(job, both));
      } catch (error) {
        // Its job alone was interrupted
        if (this.#signal.aborted || !controller.signal.aborted) throw error;
      } finally {
        this.#walk = null;
      }
      this.#parts.live.endScan(job.id);
      this.#parts.events.jobsChanged();
    }
  }

  #scanParts(job: Job, signal: AbortSignal): ScanParts {
    const { scans, store, extractor, live, events, ...others } = this.#parts;
    return {
      ...others,
      store: scans,
      lifecycle: store,
      readersVersion: extractor.readersVersion,
      signal,
      onBatch: ({ queued, passedOver }) => {
        live.setPassedOver(job.id, passedOver);
        for (const id of queued) events.documentChanged(job.workspaceId, id);
        events.jobsChanged();
        this.#onChange();
      },
    };
  }
}
