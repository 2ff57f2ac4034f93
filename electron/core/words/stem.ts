const leastLetters = 3;
const vowel = /[aeiouyäöüáéíóúàèùâêîôû]/u;

/** The S-stemmer, mild enough for other languages too. Source: Harman, "How effective is suffixing?", 1991. */
export function withoutPlural(word: string): string {
  if (word.length < 4 || !word.endsWith("s")) return word;
  if (word.endsWith("ies") && !/[ea]ies$/.test(word))
    return `${word.slice(0, -3)}y`;
  if (word.endsWith("es") && !/[aeo]es$/.test(word)) return word.slice(0, -1);
  return /[us]s$/.test(word) ? word : word.slice(0, -1);
}

/**
 * What forms of a word in lower case have in common: "signs" and "signed" are "sign", "subletting" is "sublet",
 * "allergies" "allergi". A word with a digit in it stays whole: "node17" is not "node".
 */
export function stem(word: string): string {
  if (word.length < 4 || /\p{N}/u.test(word)) return word;
  const one = withoutPlural(word);
  const base =
    withoutEnding(one, "ing") ??
    withoutEnding(one, "ed") ??
    // "given" is "give", "taken" is "take"
    (/^.+[aeiou][kv]en$/u.test(one) ? one.slice(0, -2) : one);
  if (base.length <= leastLetters) return base;
  if (base.endsWith("e")) return base.slice(0, -1);
  return base.endsWith("y") ? `${base.slice(0, -1)}i` : base;
}

function withoutEnding(word: string, ending: string): string | null {
  const base = word.slice(0, -ending.length);
  if (!word.endsWith(ending) || base.length < leastLetters || !vowel.test(base))
    return null;
  // "letting" is "let", "selling" stays "sell"
  return /([bdfgmnprt])\1$/.test(base) ? base.slice(0, -1) : base;
}
