import { wordsOf } from "./words.ts";

/** Words that a question is made of, in the languages that people most often ask in; none says what it is about. */
const emptyWords = new Set(
  (
    "a about an and are as at be been but by can could did do does for from had has have how i in into is it its me my " +
    "of on or our say says shall should so tell than that the their them there they this to was we were what when where which " +
    "who whom whose why will with would you your " +
    "der die das den dem des ein eine einer eines und oder ist sind war wie was wer wo wann warum von zu mit für " +
    "le la les un une des du de et ou est sont qui que quoi dans pour par sur avec comment " +
    "el los las una unos unas y o es son qué quién cómo dónde cuándo por para con del en"
  ).split(" "),
);
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** What a text is compared by: its words without inflection, and pairs of signs where a script has no spaces. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  for (const word of wordsOf(text))
    if (!unspaced.test(word)) terms.add(word);
    else for (const pair of pairsOf(word)) terms.add(pair);
  return terms;
}

/** The terms that say what a question is about, each with the word as it was written. */
export function questionTerms(question: string): Map<string, string> {
  const words = question.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
  const telling = words.filter((word) => !emptyWords.has(word.toLowerCase()));
  const terms = new Map<string, string>();
  for (const word of telling.length > 0 ? telling : words)
    for (const term of termsOf(word))
      if (!terms.has(term)) terms.set(term, unspaced.test(word) ? term : word);
  return terms;
}

function pairsOf(run: string): string[] {
  const signs = [...run];
  return signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
}
