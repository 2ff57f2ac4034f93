import type { SerialQueue } from "#core/concurrency/serial-queue.ts";
import type { ExtractedFile } from "#core/ports/extractor.ts";

/** Some milliseconds of work; a call takes as long as one or two such files. */
const maxFiles = 16;

interface Waiting {
  path: string;
  signal: AbortSignal;
  resolve: (file: ExtractedFile | null) => void;
}

type ReadTogether = (
  paths: readonly string[],
  signal: AbortSignal,
) => Promise<readonly (ExtractedFile | null)[]>;

/** Puts small files that wait for their turn in the queue into one call. */
export class SmallFileBatches {
  readonly #queue: SerialQueue;
  readonly #readTogether: ReadTogether;
  #waiting: Waiting[] = [];
  #isReading = false;

  constructor(queue: SerialQueue, readTogether: ReadTogether) {
    this.#queue = queue;
    this.#readTogether = readTogether;
  }

  /** Null when it is to be read alone: it failed, the call did, or its signal aborted. Never rejects. */
  read(path: string, signal: AbortSignal): Promise<ExtractedFile | null> {
    return new Promise((resolve) => {
      this.#waiting.push({ path, signal, resolve });
      if (!this.#isReading) void this.#readWaiting();
    });
  }

  async #readWaiting(): Promise<void> {
    this.#isReading = true;
    while (this.#waiting.length > 0)
      await this.#queue.run(() => this.#readBatch());
    this.#isReading = false;
  }

  async #readBatch(): Promise<void> {
    const batch = this.#waiting.splice(0, maxFiles);
    const wanted = batch.filter(({ signal }) => !signal.aborted);
    const files = wanted.length === 0 ? [] : await this.#filesOf(wanted);
    for (const { resolve, signal } of batch) if (signal.aborted) resolve(null);
    for (const [at, { resolve }] of wanted.entries())
      resolve(files[at] ?? null);
  }

  /**
   * Given up once one of them is not wanted any more: it may be the one that hangs, and nothing waits for a file that
   * was removed.
   */
  async #filesOf(
    batch: readonly Waiting[],
  ): Promise<readonly (ExtractedFile | null)[]> {
    try {
      return await this.#readTogether(
        batch.map(({ path }) => path),
        AbortSignal.any(batch.map(({ signal }) => signal)),
      );
    } catch {
      // Which of them it was shows when each is read alone
      return [];
    }
  }
}
