import { sameText } from "./near-duplicates.ts";

/** Texts that were written apart share almost no run of five words; versions and filled-in forms share most. */
const copiedFrom = 0.5;
/** Texts of which half is common share one of the eight lowest of their shingles, 996 times of 1,000. */
const comparedBy = 8;
/** What more texts than this have is a footer or a form's words, and tells nothing of them. */
const tellingUpTo = 16;

/** Whether one was made from the other, or both from a third. Shingles in rising order, each once. */
export const isCopy = (a: Int32Array, b: Int32Array): boolean =>
  sameText(a, b, copiedFrom);

/**
 * Tells which of thousands of texts are no copy of an earlier one. Only texts that share one of their lowest telling
 * shingles are compared, for these are a random sample of each; so the work grows as the texts do, whatever they share.
 * Source: Broder, "On the resemblance and containment of documents", 1997.
 */
export class DistinctTexts {
  readonly #byShingle = new Map<number, Int32Array[]>();

  /** True where the text is no copy of one that was added before. */
  add(shingles: Int32Array): boolean {
    const compared = new Set<Int32Array>();
    const telling: number[] = [];
    for (const shingle of shingles) {
      const texts = this.#byShingle.get(shingle) ?? [];
      for (const text of texts) {
        if (compared.has(text)) continue;
        compared.add(text);
        if (isCopy(text, shingles)) return false;
      }
      // Those passed over count for no one after this either, so a copy meets all that its original was kept by
      if (texts.length < tellingUpTo) telling.push(shingle);
      if (telling.length === comparedBy) break;
    }
    for (const shingle of telling) {
      const texts = this.#byShingle.get(shingle);
      if (texts === undefined) this.#byShingle.set(shingle, [shingles]);
      else texts.push(shingles);
    }
    return true;
  }
}
