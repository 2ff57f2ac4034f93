/**
 * How well a ranking of documents answers one query. `grades` holds the judged documents: 0 is not relevant,
 * higher is more. Definitions as in trec_eval, which BEIR uses: linear gain, log2 discount.
 */
export type Grades = ReadonlyMap<string, number>;

/** Normalised discounted cumulative gain of the first k. 0 where nothing is relevant. */
export function ndcgAt(
  k: number,
  ranking: readonly string[],
  grades: Grades,
): number {
  const best = [...grades.values()]
    .filter((grade) => grade > 0)
    .sort((a, b) => b - a);
  const ideal = discountedGain(best.slice(0, k));
  if (ideal === 0) return 0;
  const gains = ranking
    .slice(0, k)
    .map((id) => Math.max(0, grades.get(id) ?? 0));
  return discountedGain(gains) / ideal;
}

function discountedGain(gains: readonly number[]): number {
  return gains.reduce(
    (sum, gain, index) => sum + gain / Math.log2(index + 2),
    0,
  );
}

/** Precision at each relevant document found, averaged over all that are relevant (trec_eval "map"). */
export function averagePrecision(
  ranking: readonly string[],
  grades: Grades,
): number {
  const relevant = relevantIn(grades);
  if (relevant === 0) return 0;
  let found = 0;
  let sum = 0;
  for (const [index, id] of ranking.entries()) {
    if ((grades.get(id) ?? 0) <= 0) continue;
    found += 1;
    sum += found / (index + 1);
  }
  return sum / relevant;
}

/** The share of all relevant documents that are among the first k. */
export function recallAt(
  k: number,
  ranking: readonly string[],
  grades: Grades,
): number {
  const relevant = relevantIn(grades);
  if (relevant === 0) return 0;
  const found = ranking.slice(0, k).filter((id) => (grades.get(id) ?? 0) > 0);
  return found.length / relevant;
}

/** How many documents are judged above zero. */
export function relevantIn(grades: Grades): number {
  return [...grades.values()].filter((grade) => grade > 0).length;
}

/** The value that a share of all don't exceed (nearest rank); 0 of none. */
export function percentile(share: number, values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
