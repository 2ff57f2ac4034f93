import type { WorkerExit } from "#contract/worker-exit.ts";

/** What a call does about a worker that ends under it. The one place where calls are made again. */
export interface RetryPolicy {
  /** Whether it waits out the back-off of a worker that keeps ending; else it fails with `worker-unavailable`. */
  isPatient: boolean;
  /** Times it is made again after the worker crashed, ran out of memory or could not start. */
  maxRetries: number;
  /** Times it is made again after the worker was ended by someone else: no fault of what it worked on. */
  maxRetriesAfterKill: number;
}

/** Someone waits for it: one kill is forgiven, anything else is told at once. */
export const interactive: RetryPolicy = {
  isPatient: false,
  maxRetries: 0,
  maxRetriesAfterKill: 1,
};

/**
 * Nobody waits, so back-off is waited out. What it works on may be what ends the worker, also by making the system
 * kill it: that is for the caller to judge, after two kills were forgiven.
 */
export const background: RetryPolicy = {
  isPatient: true,
  maxRetries: 0,
  maxRetriesAfterKill: 2,
};

/** Its result reaches the person as it comes: it is never made twice. */
export const noRetries: RetryPolicy = {
  ...interactive,
  maxRetriesAfterKill: 0,
};

/** Counts the ends that one call has met. */
export class Retries {
  readonly #policy: RetryPolicy;
  #kills = 0;
  #others = 0;

  constructor(policy: RetryPolicy) {
    this.#policy = policy;
  }

  /** True when the call is to be made again after this end of its worker. */
  allows(exit: WorkerExit): boolean {
    if (exit.how === "killed") this.#kills += 1;
    else this.#others += 1;
    return (
      this.#kills <= this.#policy.maxRetriesAfterKill &&
      this.#others <= this.#policy.maxRetries
    );
  }
}
