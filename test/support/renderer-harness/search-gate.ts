/** Lets a test answer searches in the order that it likes. */
export class SearchGate {
  readonly #held = new Map<string, PromiseWithResolvers<void>>();

  /** Searches for this query get no answer until it is released. */
  hold(query: string): void {
    this.#held.set(query, Promise.withResolvers());
  }

  release(query: string): void {
    this.#held.get(query)?.resolve();
    this.#held.delete(query);
  }

  async pass(query: string): Promise<void> {
    await this.#held.get(query)?.promise;
  }
}
