/** Of all shingles of both texts, the share that they have in common. */
const sameFrom = 0.9;

/**
 * Remembers texts by their shingles and tells whether another says the same: equal but for case, spacing and marks,
 * or sharing nine tenths of its runs of five words.
 */
export class NearDuplicates {
  readonly #sizes: number[] = [];
  readonly #textsWith = new Map<number, number[]>();

  /** True when a text like this one was added before. */
  has(shingles: Int32Array): boolean {
    const shared = new Map<number, number>();
    for (const shingle of shingles)
      for (const index of this.#textsWith.get(shingle) ?? [])
        shared.set(index, (shared.get(index) ?? 0) + 1);
    for (const [index, common] of shared) {
      const all = shingles.length + (this.#sizes[index] ?? 0) - common;
      if (common / all >= sameFrom) return true;
    }
    return false;
  }

  add(shingles: Int32Array): void {
    const index = this.#sizes.push(shingles.length) - 1;
    for (const shingle of shingles) {
      const texts = this.#textsWith.get(shingle);
      if (texts === undefined) this.#textsWith.set(shingle, [index]);
      else texts.push(index);
    }
  }
}
