/** The words of a text in lower case, without marks and without plural endings. */
export function wordsOf(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).map(
    withoutPlural,
  );
}

/** The S-stemmer, mild enough for other languages too. Source: Harman, "How effective is suffixing?", 1991. */
function withoutPlural(word: string): string {
  if (word.length < 4 || !word.endsWith("s")) return word;
  if (word.endsWith("ies") && !/[ea]ies$/.test(word))
    return `${word.slice(0, -3)}y`;
  if (word.endsWith("es") && !/[aeo]es$/.test(word)) return word.slice(0, -1);
  return /[us]s$/.test(word) ? word : word.slice(0, -1);
}
