/** UTF-16 offsets, end exclusive. */
export interface Range {
  start: number;
  end: number;
}

const maxWords = 8;
const maxTokens = 60;
/** How well a word of the query fits a word of the text. */
const fit = { same: 1, start: 0.9, inside: 0.7, typo: 0.55 };

/** Lower case without accents, each character where it was. */
export function folded(text: string): string {
  return text.toLowerCase().length === text.length
    ? withoutAccents(text.toLowerCase())
    : withoutAccents(text);
}

function withoutAccents(text: string): string {
  return text.replace(/[^\u0020-\u007e]/g, (character) => {
    const bare = character.normalize("NFD").replace(/\p{M}/gu, "");
    return bare.length === 1 ? bare : character;
  });
}

/** The words of what was typed, folded; at most eight. */
export function queryWords(query: string): string[] {
  const words = folded(query.normalize("NFC")).match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words)].slice(0, maxWords);
}

/**
 * How well all the words fit a name: 0 where one of them is not in it, 1 where each is a word of it. A word may be
 * unfinished, stand inside another, or be mistyped: one letter wrong, missing, too many or two swapped from four
 * letters on, two such from eight on. With it, where they stand.
 */
export function matchName(
  name: string,
  words: readonly string[],
): { score: number; matches: Range[] } {
  const tokens = tokensOf(name).slice(0, maxTokens);
  const matches: Range[] = [];
  let sum = 0;
  for (const word of words) {
    let best = 0;
    let at: Range | null = null;
    for (const token of tokens) {
      const found = fitOf(word, token.text);
      if (found.fit <= best) continue;
      best = found.fit;
      at = {
        start: token.start + found.from,
        end: token.start + found.to,
      };
    }
    if (at === null) return { score: 0, matches: [] };
    sum += best;
    matches.push(at);
  }
  return { score: words.length === 0 ? 0 : sum / words.length, matches };
}

export interface Token {
  text: string;
  start: number;
}

/** Runs of letters and digits without case and accents, and where each starts in the text. */
export function tokensOf(text: string): Token[] {
  return [...folded(text).matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({
    text: match[0],
    start: match.index,
  }));
}

/** How well one word fits one token, and which part of the token it is. */
export function fitOf(
  word: string,
  token: string,
): { fit: number; from: number; to: number } {
  const whole = { from: 0, to: token.length };
  if (token === word) return { fit: fit.same, ...whole };
  const at = token.indexOf(word);
  if (at === 0) return { fit: fit.start, from: 0, to: word.length };
  if (at > 0 && word.length >= 3)
    return { fit: fit.inside, from: at, to: at + word.length };
  // Another number is another thing
  const isNumber = /\p{N}/u.test(word);
  const allowed = isNumber || word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  if (allowed === 0 || !mayBeTypo(word, token, allowed))
    return { fit: 0, from: 0, to: 0 };
  const distance = distanceToStart(word, token);
  return distance > allowed
    ? { fit: 0, from: 0, to: 0 }
    : { fit: fit.typo / distance, ...whole };
}

/** Cheap, and true for all but typos in both of the first two letters. */
function mayBeTypo(word: string, token: string, allowed: number): boolean {
  return (
    token.length >= word.length - allowed &&
    (word[0] === token[0] || word[1] === token[1] || word[0] === token[1])
  );
}

/**
 * Letters to insert, delete, replace or swap until the word is the token or a beginning of it. Source: the optimal
 * string alignment distance, Damerau 1964, with the end of the token free.
 */
function distanceToStart(word: string, token: string): number {
  const width = Math.min(token.length, word.length + 3);
  let before: number[] = [];
  let row = Array.from({ length: width + 1 }, (_, at) => at);
  for (let i = 1; i <= word.length; i++) {
    const next = [i];
    for (let j = 1; j <= width; j++) {
      const isSame = word[i - 1] === token[j - 1];
      let cost = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwap =
        i > 1 &&
        j > 1 &&
        word[i - 1] === token[j - 2] &&
        word[i - 2] === token[j - 1];
      if (isSwap) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  // Shorter beginnings would forgive letters that are simply missing at the end
  return Math.min(...row.slice(Math.min(width, word.length - 1)));
}
