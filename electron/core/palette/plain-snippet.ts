import { fitOf, type Range, tokensOf } from "./match-words.ts";

const snippetChars = 150;
const leadChars = 36;

/** Text as a person reads it: what only Markdown says falls out, lines become one. */
export function plainLine(markdown: string): string {
  return markdown
    .split("\n")
    .filter(
      (line) => !/^\s{0,8}(```|~~~)/.test(line) && /[\p{L}\p{N}]/u.test(line),
    )
    .map(withoutMarks)
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
}

function withoutMarks(line: string): string {
  return (
    line
      .trim()
      .replace(/^(?:(?:#{1,6}|>|[-*+]) {1,4}){1,6}/, "")
      // Bounded, so that a line of brackets takes no longer than any other
      .replace(/!?\[([^[\]]{0,300})\]\([^()\s]{0,1000}\)/g, "$1")
      .replaceAll("|", " ")
      .replace(/\\([!-/:-@[-`{-~])/g, "$1")
      .replace(/[*`~]+/g, "")
      .replace(/(?<![\p{L}\p{N}_])_+|(?<!_)_+(?![\p{L}\p{N}_])/gu, "")
  );
}

/** A line of the passage where most of the words stand together, and where they stand in it. */
export function snippetOf(
  markdown: string,
  words: readonly string[],
): { snippet: string; matches: Range[] } {
  const text = plainLine(markdown);
  const found = tokensOf(text).flatMap((token) => {
    const word = words.find(
      (one) => one.length > 2 && fitOf(one, token.text).fit > 0,
    );
    return word === undefined
      ? []
      : [{ word, start: token.start, end: token.start + token.text.length }];
  });
  const start = startOf(text, bestWindow(found));
  const end = endOf(text, start);
  const lead = start > 0 ? "…" : "";
  return {
    snippet: `${lead}${text.slice(start, end)}${end < text.length ? "…" : ""}`,
    matches: found
      .filter((match) => match.start >= start && match.end <= end)
      .map((match) => ({
        start: match.start - start + lead.length,
        end: match.end - start + lead.length,
      })),
  };
}

/** Where the stretch begins that holds the most different words, the first of equals. */
function bestWindow(found: readonly (Range & { word: string })[]): number {
  let best = 0;
  let most = 0;
  for (const [index, { start }] of found.entries()) {
    const inside = new Set<string>();
    for (let at = index; at < found.length; at++) {
      const match = found[at];
      if (match === undefined || match.end > start + snippetChars - leadChars)
        break;
      inside.add(match.word);
    }
    if (inside.size <= most) continue;
    most = inside.size;
    best = start;
  }
  return best;
}

function startOf(text: string, match: number): number {
  if (match <= leadChars) return 0;
  const space = text.indexOf(" ", match - leadChars);
  return space < 0 || space >= match ? match : space + 1;
}

function endOf(text: string, start: number): number {
  if (text.length - start <= snippetChars) return text.length;
  const space = text.lastIndexOf(" ", start + snippetChars);
  return space > start + snippetChars / 2 ? space : start + snippetChars;
}
