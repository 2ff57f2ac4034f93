import type { JobProgress } from "#contract/library.ts";
import type { Library } from "#core/library/library.ts";

/** The jobs of the app, all of the library so far. Each call returns the job as it is then. @throws AppError not-found */
export class Jobs {
  readonly #library: Library;

  constructor({ library }: { library: Library }) {
    this.#library = library;
  }

  /** Those that are not over, and those that ended in this run, newest first. */
  list(): JobProgress[] {
    return this.#library.jobs();
  }

  /** Within a second, also when a file hangs. What is being written is still written. */
  pause(id: string): Promise<JobProgress> {
    return this.#library.pauseJob(id);
  }

  resume(id: string): Promise<JobProgress> {
    return this.#library.resumeJob(id);
  }

  cancel(id: string): Promise<JobProgress> {
    return this.#library.cancelJob(id);
  }
}
