/** One way to measure the members of a pool, and how much it counts. */
export interface Measure<Member> {
  weight: number;
  of: (member: Member) => number;
}

/**
 * Scores each member by the weighted sum of its measures, each scaled to 0..1 over the pool, and sorts by it.
 * Unlike ranks, scaled scores keep how far ahead the best one is. Source: Lee, "Analyses of multiple evidence
 * combination" (CombSUM with min-max), SIGIR 1997. Equal scores keep their order.
 */
export function blend<Member extends { score: number }>(
  pool: readonly Member[],
  measures: readonly Measure<Member>[],
): Member[] {
  const sums = new Float64Array(pool.length);
  for (const { weight, of } of measures) {
    const values = pool.map(of);
    const lowest = values.reduce(
      (least, value) => Math.min(least, value),
      Infinity,
    );
    const highest = values.reduce(
      (most, value) => Math.max(most, value),
      -Infinity,
    );
    if (highest <= lowest) continue;
    for (const [index, value] of values.entries())
      sums[index] =
        (sums[index] ?? 0) + (weight * (value - lowest)) / (highest - lowest);
  }
  for (const [index, member] of pool.entries()) member.score = sums[index] ?? 0;
  return [...pool].sort((a, b) => b.score - a.score);
}
