import { sameText } from "./near-duplicates.ts";

/** Texts that were written apart share almost no run of five words; versions and filled-in forms share most. */
const copiedFrom = 0.5;
/** Texts of which half is common share one of the eight lowest of their shingles, 996 times of 1,000. */
const comparedBy = 8;

/** Whether one was made from the other, or both from a third. Shingles in rising order, each once. */
export const isCopy = (a: Int32Array, b: Int32Array): boolean =>
  sameText(a, b, copiedFrom);

/**
 * Tells which of thousands of texts are no copy of an earlier one. Only texts that share one of their lowest shingles
 * are compared, for these are a random sample of each. Source: Broder, "On the resemblance and containment of
 * documents", 1997.
 */
export class DistinctTexts {
  readonly #byShingle = new Map<number, Int32Array[]>();

  /** True where the text is no copy of one that was added before. */
  add(shingles: Int32Array): boolean {
    const lowest = shingles.subarray(0, comparedBy);
    for (const shingle of lowest)
      for (const text of this.#byShingle.get(shingle) ?? [])
        if (isCopy(text, shingles)) return false;
    for (const shingle of lowest) {
      const texts = this.#byShingle.get(shingle);
      if (texts === undefined) this.#byShingle.set(shingle, [shingles]);
      else texts.push(shingles);
    }
    return true;
  }
}
