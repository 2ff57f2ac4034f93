import { setImmediate } from "node:timers/promises";

/**
 * Lets one text run at a time, queries before passages. An ONNX run holds the thread, so after each text
 * the event loop goes round once: a query that came in meanwhile is read, and is next.
 */
export class TurnTaking {
  readonly #waiting: { query: (() => void)[]; passage: (() => void)[] } = {
    query: [],
    passage: [],
  };
  #isBusy = false;

  async run<Result>(
    kind: "query" | "passage",
    work: () => Promise<Result>,
  ): Promise<Result> {
    if (this.#isBusy)
      await new Promise<void>((resolve) => this.#waiting[kind].push(resolve));
    this.#isBusy = true;
    try {
      return await work();
    } finally {
      void this.#passOn();
    }
  }

  async #passOn(): Promise<void> {
    await setImmediate();
    const next = this.#waiting.query.shift() ?? this.#waiting.passage.shift();
    if (next === undefined) this.#isBusy = false;
    else next();
  }
}
