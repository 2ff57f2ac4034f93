const frameMs = 16;

/**
 * Gathers text as tokens come and hands it on about once a frame, so that a fast model costs sixty messages
 * a second and not a thousand. The first text goes at once.
 */
export class TextFrames {
  readonly #now: () => number;
  #text = "";
  #isClosed = false;
  #lastFrameMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #wake: () => void = () => undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  push(text: string): void {
    if (text === "") return;
    this.#text += text;
    const dueInMs = this.#lastFrameMs + frameMs - this.#now();
    if (dueInMs <= 0) this.#wake();
    else this.#timer ??= setTimeout(() => this.#wake(), dueInMs);
  }

  /** Ends the iteration once what was pushed is out. */
  close(): void {
    this.#isClosed = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<string> {
    while (true) {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
      const text = this.#text;
      this.#text = "";
      if (text !== "") {
        this.#lastFrameMs = this.#now();
        yield text;
      }
      if (this.#isClosed && this.#text === "") return;
      await this.#nextFrame();
    }
  }

  #nextFrame(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      const dueInMs = this.#lastFrameMs + frameMs - this.#now();
      if (this.#isClosed || (this.#text !== "" && dueInMs <= 0)) resolve();
      else if (this.#text !== "")
        this.#timer ??= setTimeout(() => this.#wake(), dueInMs);
    });
  }
}
