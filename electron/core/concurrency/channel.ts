import type { Clock } from "#core/ports/clock.ts";

type Waiting = () => void;

/**
 * Hands items from one loop to another, holding at most about `capacity` of weight: a producer that is ahead
 * waits. One that is heavier than all of it passes alone. Both sides reject with the signal's reason once it aborts.
 */
export class Channel<Item> {
  readonly #capacity: number;
  readonly #weigh: (item: Item) => number;
  readonly #signal: AbortSignal;
  readonly #items: Item[] = [];
  #weight = 0;
  #hasEnded = false;
  #isResting = false;
  #waiting: Waiting[] = [];

  constructor(options: {
    capacity: number;
    weigh: (item: Item) => number;
    signal: AbortSignal;
  }) {
    this.#capacity = options.capacity;
    this.#weigh = options.weigh;
    this.#signal = options.signal;
    this.#signal.addEventListener("abort", () => this.#wake(), { once: true });
  }

  get isEmpty(): boolean {
    return this.#items.length === 0;
  }

  async put(item: Item): Promise<void> {
    const weight = this.#weigh(item);
    while (this.#items.length > 0 && this.#weight + weight > this.#capacity)
      await this.#change();
    this.#signal.throwIfAborted();
    this.#items.push(item);
    this.#weight += weight;
    this.#wake();
  }

  /** Until work(), nothing comes but what is on its way: who waits for a limited time need not. */
  rest(): void {
    this.#isResting = true;
    this.#wake();
  }

  /** More will come. */
  work(): void {
    this.#isResting = false;
  }

  /** No more will come; what is there can still be taken. */
  end(): void {
    this.#hasEnded = true;
    this.#wake();
  }

  /** The next item; "ended" after the last; "late" when none came in time. */
  async take(
    clock: Clock,
    withinMs: number | null,
  ): Promise<{ item: Item } | "ended" | "late"> {
    let isLate = false;
    const cancel =
      withinMs === null
        ? () => undefined
        : clock.after(withinMs, () => {
            isLate = true;
            this.#wake();
          });
    try {
      for (;;) {
        this.#signal.throwIfAborted();
        const item = this.#items.shift();
        if (item !== undefined) {
          this.#weight -= this.#weigh(item);
          this.#wake();
          return { item };
        }
        if (this.#hasEnded) return "ended";
        if (isLate || (withinMs !== null && this.#isResting)) return "late";
        await this.#change();
      }
    } finally {
      cancel();
    }
  }

  async #change(): Promise<void> {
    this.#signal.throwIfAborted();
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#signal.throwIfAborted();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
