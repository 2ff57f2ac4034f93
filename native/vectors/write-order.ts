/** Runs writes one after the other in the order they were asked for, and knows which reads are in flight. */
export class WriteOrder {
  #lastWrite: Promise<unknown> = Promise.resolve();
  readonly #reads = new Set<Promise<unknown>>();

  write<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#lastWrite.then(work);
    // The next write goes ahead whether or not this one failed: its caller is told
    this.#lastWrite = result.catch(() => undefined);
    return result;
  }

  async read<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = work();
    this.#reads.add(result);
    try {
      return await result;
    } finally {
      this.#reads.delete(result);
    }
  }

  /** Resolves when every read that is in flight now has ended. */
  async readsEnded(): Promise<void> {
    await Promise.allSettled([...this.#reads]);
  }

  async writesEnded(): Promise<void> {
    await this.#lastWrite;
  }
}
