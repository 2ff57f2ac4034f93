const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });
/** Words that a question is made of, in the languages that people most often ask in; none says what it is about. */
const emptyWords = new Set(
  (
    "a an and are as at be been but by can could did do does for from had has have how i in into is it its me my " +
    "of on or our shall should so than that the their them there they this to was we were what when where which " +
    "who whom whose why will with would you your " +
    "der die das den dem des ein eine einer eines und oder ist sind war wie was wer wo wann warum von zu mit für " +
    "le la les un une des du de et ou est sont qui que quoi dans pour par sur avec comment " +
    "el los las una unos unas y o es son qué quién cómo dónde cuándo por para con del en"
  ).split(" "),
);

/** The words that a question is about, without inflection at their end: at most eight characters of each. */
export function questionWords(question: string): string[] {
  const words = wordsOf(question);
  const telling = words.filter((word) => !emptyWords.has(word));
  return [...new Set((telling.length > 0 ? telling : words).map(stem))];
}

function wordsOf(text: string): string[] {
  return [...segmenter.segment(text.toLowerCase())].flatMap((part) =>
    part.isWordLike === true ? [part.segment] : [],
  );
}

function stem(word: string): string {
  return word.length <= 4
    ? word
    : word.slice(0, Math.max(4, Math.min(8, word.length - 2)));
}

/** How much each word tells: one that stands in every text tells little. */
export function wordWeights(
  words: readonly string[],
  texts: readonly ReadonlySet<string>[],
): Map<string, number> {
  return new Map(
    words.map((word) => {
      const holding = texts.filter((text) => text.has(word)).length;
      return [word, Math.log(1 + (texts.length + 1) / (holding + 0.5))];
    }),
  );
}

/** The words of a text as questionWords() gives those of a question. */
export function stemsOf(text: string): Set<string> {
  return new Set(wordsOf(text).map(stem));
}
