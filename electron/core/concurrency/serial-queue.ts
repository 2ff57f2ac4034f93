import { abortable } from "./abortable.ts";

/** Runs work one after the other, in the order it was asked for. */
export class SerialQueue {
  #last: Promise<void> = Promise.resolve();
  #isIdle = true;

  /** True while whoever enters need not wait. */
  get isIdle(): boolean {
    return this.#isIdle;
  }

  /**
   * Resolves or rejects as `work` does. The next one goes ahead whether or not this one failed.
   * @throws the signal's reason if it aborts before `work` has begun; then `work` never runs
   */
  async run<Result>(
    work: () => Promise<Result> | Result,
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<Result> {
    const leave = await this.enter({ signal });
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /**
   * For work that is no single function: resolves when it is its turn, with what lets the next one in.
   * Whoever is stopped while waiting leaves the line. @throws the signal's reason
   */
  async enter({
    signal,
  }: {
    signal?: AbortSignal | undefined;
  } = {}): Promise<() => void> {
    signal?.throwIfAborted();
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    this.#isIdle = false;
    const leave = () => {
      if (this.#last === promise) this.#isIdle = true;
      resolve();
    };
    try {
      await (signal === undefined ? before : abortable(before, signal));
      return leave;
    } catch (error) {
      // Those behind still wait for those in front
      void before.then(leave);
      throw error;
    }
  }

  /** Resolves when everything asked for so far is over. */
  async ended(): Promise<void> {
    await this.#last;
  }
}
