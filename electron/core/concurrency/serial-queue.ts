/** Runs work one after the other, in the order it was asked for. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Resolves or rejects as `work` does. The next one goes ahead whether or not this one failed. */
  run<Result>(work: () => Promise<Result> | Result): Promise<Result> {
    const result = this.#last.then(work);
    // Its caller is told of a failure
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything asked for so far is over. */
  async ended(): Promise<void> {
    await this.#last;
  }
}
