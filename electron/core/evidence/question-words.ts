import { HeldTerms, questionTerms, termsOf } from "#core/words/terms.ts";

/** The words that a question is about, without inflection at their end. */
export function questionWords(question: string): string[] {
  return [...questionTerms(question).keys()];
}

/** How much each word tells: one that stands in every text tells little. */
export function wordWeights(
  words: readonly string[],
  texts: readonly HeldTerms[],
): Map<string, number> {
  return new Map(
    words.map((word) => {
      const holding = texts.filter((text) => text.has(word)).length;
      return [word, Math.log(1 + (texts.length + 1) / (holding + 0.5))];
    }),
  );
}

/** The words of a text as questionWords() gives those of a question. */
export function stemsOf(text: string): HeldTerms {
  return new HeldTerms(termsOf(text));
}
