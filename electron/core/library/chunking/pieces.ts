import type { Block } from "#contract/library.ts";
import type { Extraction } from "#core/ports/extractor.ts";
import { headingText } from "./embedded-text.ts";

/** A stretch of the text that is kept together: a block, or a part of one that is too long. */
export interface Piece {
  start: number;
  end: number;
  page: number | null;
  kind: Block["kind"];
  /** The headings above it, outermost first; for a heading itself, those above that. */
  headings: readonly string[];
  /** A heading's own words; null for all else. */
  heading: string | null;
  /** The head of the table that these rows are cut from; null for all else. */
  tableHead: string | null;
  tableHeadTokens: number;
  tokens: number;
}

/** One piece per block, as they are asked for, with the heading path at its place; tokens are yet to be counted. */
export function* piecesOf({
  text,
  blocks,
}: Pick<Extraction, "text" | "blocks">): Generator<Piece> {
  let open: { level: number; words: string }[] = [];
  let path: readonly string[] = [];
  for (const block of blocks) {
    const range = trimmed(text, block.start, block.end);
    if (range === null) continue;
    const words =
      block.kind === "heading"
        ? headingText(text.slice(range.start, range.end))
        : null;
    if (words !== null) {
      const level = block.level ?? 1;
      open = open.filter((outer) => outer.level < level);
      path = open.map((outer) => outer.words);
      open.push({ level, words });
    }
    yield {
      ...range,
      page: block.page,
      kind: block.kind,
      headings: path,
      heading: words,
      tableHead: null,
      tableHeadTokens: 0,
      tokens: 0,
    };
    if (words !== null) path = open.map((outer) => outer.words);
  }
}

/** The page of a place of the text, and the headings above it, outermost first; a heading's own place has it too. */
export function placeAt(
  pieces: Iterable<Piece>,
  offset: number,
): { page: number | null; headings: string[] } {
  let last: Piece | null = null;
  for (const piece of pieces) {
    if (piece.start > offset) break;
    last = piece;
  }
  if (last === null) return { page: null, headings: [] };
  const { page, headings, heading } = last;
  return {
    page,
    headings: heading === null ? [...headings] : [...headings, heading],
  };
}

/** The range without white space at its ends; null when nothing is left. */
export function trimmed(
  text: string,
  start: number,
  end: number,
): { start: number; end: number } | null {
  let [from, to] = [start, end];
  while (from < to && isSpace(text, from)) from += 1;
  while (to > from && isSpace(text, to - 1)) to -= 1;
  return from < to ? { start: from, end: to } : null;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text.charAt(at));
}
