/**
 * Lets work run side by side: at most `maxCount` pieces, of at most `maxWeight` together. One that is heavier than
 * that runs alone.
 */
export class WorkLimit {
  readonly #maxCount: number;
  readonly #maxWeight: number;
  readonly #running = new Set<Promise<void>>();
  #weight = 0;

  constructor(limits: { maxCount: number; maxWeight: number }) {
    this.#maxCount = limits.maxCount;
    this.#maxWeight = limits.maxWeight;
  }

  /** Waits for room and starts the work; resolves once it has begun. The work must not reject. One caller at a time. */
  async start(weight: number, work: () => Promise<void>): Promise<void> {
    while (!this.#hasRoom(weight)) await Promise.race(this.#running);
    const running = work().finally(() => {
      this.#running.delete(running);
      this.#weight -= weight;
    });
    this.#running.add(running);
    this.#weight += weight;
  }

  #hasRoom(weight: number): boolean {
    if (this.#running.size === 0) return true;
    return (
      this.#running.size < this.#maxCount &&
      this.#weight + weight <= this.#maxWeight
    );
  }
}
