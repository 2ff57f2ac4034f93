import type { Extraction, ExtractionProgress } from "#core/ports/extractor.ts";

/**
 * Reads one format: yields whenever it got on, which keeps the watchdog quiet and lets messages out,
 * and returns the extraction. @throws AppError for what a person can understand; the rest is a bug
 */
export type Reading<Result = Extraction> = AsyncGenerator<
  ExtractionProgress,
  Result
>;

/** Progress of a format without pages. */
export const onward: ExtractionProgress = { page: null, pages: null };

/** Lets timers and messages run between two stretches of synchronous work. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
