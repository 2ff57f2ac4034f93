/** Of all shingles of both texts, the share that they have in common. */
const sameFrom = 0.9;

/**
 * Remembers texts by their shingles and tells whether another says the same: equal but for case, spacing and marks,
 * or sharing nine tenths of its runs of five words. Two that differ are told apart at their first few shingles.
 */
export class NearDuplicates {
  readonly #texts: Int32Array[] = [];

  /** True when a text like this one was added before. Shingles in rising order, each once. */
  has(shingles: Int32Array): boolean {
    return this.#texts.some((text) => sameText(text, shingles));
  }

  add(shingles: Int32Array): void {
    this.#texts.push(shingles);
  }
}

/** Whether two texts share so much of their shingles, which are in rising order and each once. Default: nine tenths. */
export function sameText(
  a: Int32Array,
  b: Int32Array,
  from = sameFrom,
): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter / Math.max(a.length, b.length) < from) return false;
  const both = a.length + b.length;
  // What may be of one text only, so that the rest is still enough of all
  const mayDiffer = both * (1 - (2 * from) / (1 + from)) + 1;
  let differing = 0;
  let common = 0;
  for (let atA = 0, atB = 0; atA < a.length && atB < b.length; ) {
    const ofA = a[atA] ?? 0;
    const ofB = b[atB] ?? 0;
    if (ofA === ofB) common += 1;
    else if (++differing > mayDiffer) return false;
    if (ofA <= ofB) atA += 1;
    if (ofB <= ofA) atB += 1;
  }
  return common / (both - common) >= from;
}
