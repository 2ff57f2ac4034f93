import type { ThreadMeasurement } from "#core/ports/language-model.ts";

/** The fastest; of two within 3 % the one with fewer threads, which leaves the rest to everything else. */
export function fastestThreads(
  measurements: readonly ThreadMeasurement[],
): number {
  const best = Math.max(...measurements.map((one) => one.tokensPerSecond));
  const good = measurements.filter((one) => one.tokensPerSecond >= best * 0.97);
  return Math.min(...good.map((one) => one.threads));
}
