const wordsPerShingle = 5;
/** Of all shingles of both texts, the share that they have in common. */
const sameFrom = 0.9;

/**
 * Remembers texts and tells whether another says the same: equal but for case, spacing and marks, or sharing
 * nine tenths of its runs of five words. Source: Broder, "On the resemblance and containment of documents", 1997.
 */
export class NearDuplicates {
  readonly #sizes: number[] = [];
  readonly #textsWith = new Map<string, number[]>();

  /** True when a text like this one was added before. */
  has(text: string): boolean {
    const shingles = shinglesOf(text);
    const shared = new Map<number, number>();
    for (const shingle of shingles)
      for (const index of this.#textsWith.get(shingle) ?? [])
        shared.set(index, (shared.get(index) ?? 0) + 1);
    for (const [index, common] of shared) {
      const all = shingles.size + (this.#sizes[index] ?? 0) - common;
      if (common / all >= sameFrom) return true;
    }
    return false;
  }

  add(text: string): void {
    const shingles = shinglesOf(text);
    const index = this.#sizes.push(shingles.size) - 1;
    for (const shingle of shingles) {
      const texts = this.#textsWith.get(shingle);
      if (texts === undefined) this.#textsWith.set(shingle, [index]);
      else texts.push(index);
    }
  }
}

/** A text of fewer words is one shingle: then only the same words are the same. */
function shinglesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  // Nothing but marks, such as a rule of dashes: compared as it stands
  if (words.length === 0) return new Set([text.trim()]);
  const shingles = new Set<string>();
  for (let from = 0; from + wordsPerShingle <= words.length; from++)
    shingles.add(words.slice(from, from + wordsPerShingle).join(" "));
  return shingles.size > 0 ? shingles : new Set([words.join(" ")]);
}
