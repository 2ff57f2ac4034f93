import type { Timings } from "#contract/turns.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { GenerationPart } from "#core/ports/language-model.ts";

/** The times of one turn, which starts as this is made. */
export class TurnStopwatch {
  readonly #clock: Clock;
  readonly #startMs: number;
  #firstTextMs: number | null = null;
  #retrievalMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startMs = clock.monotonicMs();
  }

  /** Counts what `retrieve` takes as the turn's retrieval. @throws what it throws, and then counts nothing */
  async retrieval<Result>(retrieve: () => Promise<Result>): Promise<Result> {
    const startMs = this.#clock.monotonicMs();
    const result = await retrieve();
    this.#retrievalMs = this.#clock.monotonicMs() - startMs;
    return result;
  }

  /** Call it as text or quotes are shown: the first call counts. */
  textShown(): void {
    this.#firstTextMs ??= this.#elapsedMs();
  }

  /** Of a turn that ends now, with what its model says of its writing; undefined where none wrote. */
  timings(
    written: Extract<GenerationPart, { type: "finish" }> | undefined,
  ): Timings {
    const {
      inputTokens = 0,
      outputTokens = 0,
      generationMs = 0,
    } = written ?? {};
    return {
      retrievalMs: this.#retrievalMs,
      firstTextMs: this.#firstTextMs,
      totalMs: this.#elapsedMs(),
      generationMs,
      inputTokens,
      outputTokens,
      // The first token belongs to the prompt's time
      tokensPerSecond:
        outputTokens > 1 && generationMs > 0
          ? ((outputTokens - 1) * 1000) / generationMs
          : null,
    };
  }

  #elapsedMs(): number {
    return this.#clock.monotonicMs() - this.#startMs;
  }
}
