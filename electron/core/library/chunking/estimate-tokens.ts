import { mapInTurns } from "#core/concurrency/in-turns.ts";

// Scripts without spaces take about a token a character in the vocabularies of embedding models
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/gu;
const lettersPerToken = 5;

/**
 * Tokens as a word-piece model would count them, without one: about 1.2 a word, one a punctuation mark.
 * For keyword-only libraries, whose chunks need no exact size.
 */
export function estimateTokens(texts: readonly string[]): Promise<number[]> {
  return mapInTurns(texts, estimate, { charsOf: ({ length }) => length });
}

function estimate(text: string): number {
  const singles = text.match(unspaced)?.length ?? 0;
  let tokens = singles;
  for (const [word] of text
    .replace(unspaced, " ")
    .matchAll(/[\p{L}\p{M}\p{N}]+|[^\s\p{L}\p{M}\p{N}]/gu))
    tokens += Math.ceil(word.length / lettersPerToken);
  return tokens;
}
