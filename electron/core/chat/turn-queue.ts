/** Lets one turn at a time have the language model, in the order in which they came. */
export class TurnQueue {
  #last: Promise<void> = Promise.resolve();

  /** Resolves with the function that lets the next one in. A turn that is stopped while it waits leaves the line. */
  async enter({ signal }: { signal: AbortSignal }): Promise<() => void> {
    signal.throwIfAborted();
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    const aborted = Promise.withResolvers<never>();
    const onAbort = () => aborted.reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      await Promise.race([before, aborted.promise]);
      return resolve;
    } catch (error) {
      before.then(resolve, resolve);
      throw error;
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }
}
