import { type TextUnit, textUnits } from "./text-units.ts";

const enoughCharacters = 280;
const mostCharacters = 700;
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

/** How much each word tells: one that stands in every passage tells little. */
export function wordWeights(
  words: readonly string[],
  texts: readonly string[],
): Map<string, number> {
  const lower = texts.map((text) => text.toLowerCase());
  return new Map(
    words.map((word) => {
      const holding = lower.filter((text) => text.includes(word)).length;
      return [word, Math.log(1 + (texts.length + 1) / (holding + 0.5))];
    }),
  );
}

/**
 * The part of a passage to quote: the sentences that answer to the question's words best, in one piece, verbatim.
 * A short passage is quoted whole. Its first headings are left out: they stand above every quote.
 * Offsets into the passage, end exclusive.
 */
export function excerptOf(
  text: string,
  weights: ReadonlyMap<string, number>,
): { start: number; end: number } {
  const units = withoutFirstHeadings(textUnits(text));
  const first = units[0];
  const last = units.at(-1);
  if (first === undefined || last === undefined)
    return { start: 0, end: text.length };
  if (last.end - first.start <= mostCharacters)
    return { start: first.start, end: last.end };
  const scores = units.map((unit) => scoreOf(text, unit, weights));
  let from = scores.indexOf(Math.max(...scores));
  let to = from;
  const length = (a: number, b: number) =>
    (units[b]?.end ?? 0) - (units[a]?.start ?? 0);
  while (length(from, to) < enoughCharacters) {
    const before = scores[from - 1] ?? -1;
    const after = scores[to + 1] ?? -1;
    if (before < 0 && after < 0) break;
    // At a tie onwards: what follows explains more often than what went before
    const [nextFrom, nextTo] = before > after ? [from - 1, to] : [from, to + 1];
    if (length(nextFrom, nextTo) > mostCharacters) break;
    [from, to] = [nextFrom, nextTo];
  }
  const start = units[from]?.start ?? 0;
  const end = units[to]?.end ?? text.length;
  return end - start <= mostCharacters || from !== to
    ? { start, end }
    : cutAtWord(text, start, units[from]);
}

function withoutFirstHeadings(units: TextUnit[]): TextUnit[] {
  const body = units.findIndex(({ kind }) => kind !== "heading");
  return body < 0 ? units : units.slice(body);
}

function scoreOf(
  text: string,
  unit: TextUnit,
  weights: ReadonlyMap<string, number>,
): number {
  // A heading names what is asked and doesn't answer it
  if (unit.kind === "heading") return 0;
  const body = text.slice(unit.start, unit.end).toLowerCase();
  let score = 0;
  for (const [word, weight] of weights)
    if (body.includes(word)) score += weight;
  return score;
}

/** One sentence that goes on for a page, such as text without full stops. Tables and code stay whole. */
function cutAtWord(
  text: string,
  start: number,
  unit: TextUnit | undefined,
): { start: number; end: number } {
  const end = unit?.end ?? text.length;
  if (unit === undefined || unit.kind !== "sentence") return { start, end };
  const space = text.lastIndexOf(" ", start + mostCharacters);
  return { start, end: space > start ? space : start + mostCharacters };
}
