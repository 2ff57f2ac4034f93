import { termsOf } from "#core/words/terms.ts";

/** In how many passages of a library each term occurs, counted in a sample of them. */
export class Vocabulary {
  readonly #counts = new Map<string, number>();
  #passages = 0;

  /** Passages of the library; set anew when it grows. */
  libraryPassages = 0;

  add(text: string): void {
    this.#passages += 1;
    for (const term of termsOf(text))
      this.#counts.set(term, (this.#counts.get(term) ?? 0) + 1);
  }

  /** At least `seen`, the passages already known to hold it: a sample misses what is rare. */
  passagesWith(term: string, seen = 0): number {
    const counted = this.#counts.get(term) ?? 0;
    if (this.#passages === 0) return seen;
    const share = Math.max(1, this.libraryPassages / this.#passages);
    return Math.max(seen, Math.round(counted * share));
  }

  /** Inverse document frequency as BM25 has it: how much it says that a passage holds the term. */
  rarity(term: string, seen = 0): number {
    const having = this.passagesWith(term, seen);
    const all = Math.max(this.libraryPassages, this.#passages, having);
    return Math.log(1 + (all - having + 0.5) / (having + 0.5));
  }
}
