import { isEmptyWord } from "./empty-words.ts";
import { stem } from "./stem.ts";

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** A number with its separators is one: 14,182.50 has neither 14 nor 50. */
const word = /\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}]+/gu;
const letter = /^\p{L}$/u;
/** "don't", "can't": they deny, and say nothing of what. */
const denial = /\p{L}{1,8}n['’]t(?!\p{L})/giu;
/** Shorter stems that begin alike are other words. */
const leastPrefix = 5;
/** Of a word, what another form or compound of it is worth. */
const relativeShare = 0.5;

/** What a text is compared by: the stems of its words, and pairs of signs where a script has no spaces. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  for (const found of text.toLowerCase().match(word) ?? [])
    if (!unspaced.test(found)) terms.add(stem(found));
    else for (const pair of pairsOf(found)) terms.add(pair);
  return terms;
}

/**
 * The terms that say what a question is about, each with the word as it was written. None where all its words are
 * empty ones.
 */
export function questionTerms(question: string): Map<string, string> {
  const terms = new Map<string, string>();
  const asked = question.replace(denial, " ");
  for (const match of asked.matchAll(word)) {
    const [found] = match;
    const tells = letter.test(found)
      ? isLabel(asked, match.index)
      : !isEmptyWord(found.toLowerCase());
    if (!tells) continue;
    for (const term of termsOf(found))
      if (!terms.has(term)) terms.set(term, found);
  }
  return terms;
}

/** A capital letter alone within a sentence names one of several, as "team C"; "I" and what an apostrophe cuts off don't. */
function isLabel(text: string, at: number): boolean {
  const [before = "", beforeThat = "", after = ""] = [
    text[at - 1],
    text[at - 2],
    text[at + 1],
  ];
  return (
    /^(?!I)\p{Lu}$/u.test(text[at] ?? "") &&
    /\s/u.test(before) &&
    /[\p{L}\p{N},;:]/u.test(beforeThat) &&
    !/['’]/u.test(after)
  );
}

/** The terms of a text, asked for by those of a question. */
export class HeldTerms {
  readonly #terms: ReadonlySet<string>;
  #long: string[] | null = null;

  constructor(terms: ReadonlySet<string>) {
    this.#terms = terms;
  }

  /** One where the very term is held, less where only a relative is, else none. */
  share(term: string): number {
    if (this.#terms.has(term)) return 1;
    return this.has(term) ? relativeShare : 0;
  }

  /** Also where one begins with the other, of at least five letters: "allergic" and "allergy" are of one family. */
  has(term: string): boolean {
    if (this.#terms.has(term)) return true;
    if (!isLong(term)) return false;
    this.#long ??= [...this.#terms].filter(isLong);
    return this.#long.some(
      (held) => held.startsWith(term) || term.startsWith(held),
    );
  }
}

/** A word with a digit in it is a code: another one that begins alike is another thing. */
const isLong = (term: string): boolean =>
  term.length >= leastPrefix && !/\p{N}/u.test(term);

function pairsOf(run: string): string[] {
  const signs = [...run];
  return signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
}
