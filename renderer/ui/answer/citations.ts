import { endsInAbbreviation } from "#shared/abbreviation.ts";
import { citationMarker, markedNumbers } from "#shared/citation-markers.ts";

/** A piece of an answer's text: words, or the number of a source. */
export type Piece =
  | { kind: "text"; text: string }
  | { kind: "citation"; number: number };

/**
 * Splits text at its citation markers, such as [1], [1, 3] or [2-4]. Only numbers that `isSource` knows become
 * citations; anything else in brackets stays as it was written.
 */
export function splitCitations(
  text: string,
  isSource: (number: number) => boolean,
): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(citationMarker)) {
    const numbers = markedNumbers(match[1] ?? "");
    if (!numbers.every(isSource)) continue;
    if (match.index > at)
      pieces.push({ kind: "text", text: text.slice(at, match.index) });
    for (const number of numbers) pieces.push({ kind: "citation", number });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ kind: "text", text: text.slice(at) });
  return pieces;
}

/** What an answer reads like as plain text: the markers of sources and of Markdown fall out. */
export function plainText(markdown: string): string {
  return (
    markdown
      .replace(/```[\s\S]*?(```|$)/g, " ")
      .replace(citationMarker, "")
      .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+[.)])\s+/gm, "")
      // The rule below a table's head
      .replace(/^.+$/gm, withoutTableRule)
      .replace(/[*`|]+/g, "")
      // Within a name it is no mark
      .replace(/(?<![\p{L}\p{N}_])_+|(?<!_)_+(?![\p{L}\p{N}_])/gu, "")
      .replace(/\s+/g, " ")
      .replace(/ ([.,;:!?])/g, "$1")
      .trim()
  );
}

// At the very end nobody knows yet: it may be the full stop of "plan.pdf"
const sentenceEnd = /[.!?…](?:["'”’)\]]*)(?=\s)|[。！？]["'”’)\]]*|\n/g;

/** Where the last finished sentence of the text ends; 0 when none has. */
export function finishedLength(text: string): number {
  let end = 0;
  for (const match of text.matchAll(sentenceEnd)) {
    const until = match.index + match[0].length;
    if (!endsInAbbreviation(text, end, until)) end = until;
  }
  return end;
}

/** Without the rule below a table's head at the line's end; from its end, for a pattern takes the square of a run of bars. */
function withoutTableRule(line: string): string {
  let start = line.length;
  while (start > 0 && "|:- \t".includes(line.charAt(start - 1))) start -= 1;
  const bar = line.indexOf("|", start);
  return bar !== -1 && line.includes("---", bar) ? line.slice(0, bar) : line;
}
