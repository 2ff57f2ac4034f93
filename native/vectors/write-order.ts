import { SerialQueue } from "#core/concurrency/serial-queue.ts";

/** Runs writes one after the other in the order they were asked for, and knows which reads are in flight. */
export class WriteOrder {
  readonly #writes = new SerialQueue();
  readonly #reads = new Set<Promise<unknown>>();

  write<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#writes.run(work);
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

  writesEnded(): Promise<void> {
    return this.#writes.ended();
  }
}
