/** A stream that any number of readers follow from now on, each from its own start. */
export class FakeStream<T> {
  readonly #readers = new Set<(item: T | null) => void>();
  #isOver = false;

  push(item: T): void {
    for (const deliver of this.#readers) deliver(item);
  }

  end(): void {
    this.#isOver = true;
    for (const deliver of this.#readers) deliver(null);
  }

  /** `first`, then what is pushed, until the end or the signal. Subscribes at once. */
  read(
    first: readonly T[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<T> {
    const queue: (T | null)[] = [...first];
    let wake: () => void = () => undefined;
    const deliver = (item: T | null) => {
      queue.push(item);
      wake();
    };
    if (this.#isOver) queue.push(null);
    this.#readers.add(deliver);
    const readers = this.#readers;
    signal?.addEventListener("abort", () => deliver(null));
    return (async function* () {
      try {
        for (;;) {
          const item = queue.shift();
          if (item === null) return;
          if (item !== undefined) yield item;
          else
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
        }
      } finally {
        readers.delete(deliver);
      }
    })();
  }
}
