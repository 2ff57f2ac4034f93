import type { JobProgress } from "#contract/jobs.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import { LiveProgress } from "./job-progress.ts";
import { type Job, type JobKind, JobStore } from "./job-store.ts";

/** What does the work of a kind of job. */
export interface JobWork {
  /** Lets go of what is in hand for this job, then makes the change; other jobs go on. */
  interrupt(jobId: string, change: () => void): Promise<void>;
  /** Part of the change that pauses it. */
  onPause(job: Job): void;
  /** Part of the transaction that cancels it. */
  onCancel(job: Job): void;
  /** It may go on. */
  wake(): void;
}

/** The jobs of the app, whoever does their work. Each call returns the job as it is then. @throws AppError not-found */
export class Jobs {
  readonly store: JobStore;
  readonly live: LiveProgress;
  readonly #db: Database;
  readonly #work = new Map<JobKind, JobWork>();

  constructor({ db, clock }: { db: Database; clock: Clock }) {
    this.#db = db;
    this.store = new JobStore(db, clock);
    this.live = new LiveProgress(clock);
  }

  register(kinds: readonly JobKind[], work: JobWork): void {
    for (const kind of kinds) this.#work.set(kind, work);
  }

  /** Those that are not over, and those that ended in this run, newest first. */
  list(): JobProgress[] {
    return this.store.list().map((job) => this.live.of(job));
  }

  /** Within a second, also when a file hangs. What is being written is still written. A job that is over stays as it is. */
  async pause(id: string): Promise<JobProgress> {
    const job = this.store.get(id);
    this.store.pause(id, null);
    await this.#workOf(job)?.interrupt(id, () =>
      this.#workOf(job)?.onPause(job),
    );
    return this.#now(id);
  }

  async resume(id: string): Promise<JobProgress> {
    const job = this.store.get(id);
    this.store.resume(id);
    this.live.goOn();
    this.#workOf(job)?.wake();
    return this.#now(id);
  }

  /** What is done of it stays. */
  async cancel(id: string): Promise<JobProgress> {
    const job = this.store.get(id);
    await this.#workOf(job)?.interrupt(id, () =>
      this.#db.transaction(() => {
        if (this.store.get(id).finishedAt !== null) return;
        this.store.end(id, "cancelled");
        this.#workOf(job)?.onCancel(job);
      }),
    );
    return this.#now(id);
  }

  #workOf({ kind }: Job): JobWork | undefined {
    return this.#work.get(kind);
  }

  #now(id: string): JobProgress {
    return this.live.of(this.store.get(id));
  }
}
