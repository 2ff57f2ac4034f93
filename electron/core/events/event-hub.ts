import type { AppEvent } from "#contract/events.ts";

/** Hands every event to every subscriber. A subscriber that falls behind keeps its own queue, oldest first. */
export class EventHub {
  readonly #subscribers = new Set<(event: AppEvent) => void>();

  publish(event: AppEvent): void {
    for (const deliver of this.#subscribers) deliver(event);
  }

  /** Yields `first`, then events from now on, until the signal aborts or the loop is left. */
  async *subscribe(
    first: () => readonly AppEvent[] | Promise<readonly AppEvent[]>,
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<AppEvent> {
    const queue: AppEvent[] = [];
    let wake: () => void = () => undefined;
    const deliver = (event: AppEvent) => {
      queue.push(event);
      wake();
    };
    const onAbort = () => wake();
    this.#subscribers.add(deliver);
    signal.addEventListener("abort", onAbort);
    try {
      yield* await first();
      while (!signal.aborted) {
        const event = queue.shift();
        if (event !== undefined) yield event;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (queue.length > 0 || signal.aborted) resolve();
          });
      }
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#subscribers.delete(deliver);
    }
  }
}
