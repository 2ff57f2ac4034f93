import { codeBody } from "./code-units.ts";
import { type TextRange, trimmedRange } from "./sentence-ranges.ts";
import { type DocumentText, type TextUnit, textUnits } from "./text-units.ts";

/** Read on each side of the sentence to find its neighbours. */
const nearChars = 1_500;
/** A list or table up to this length is quoted whole. */
const maxWholeChars = 900;
/** Rows and items on each side where it is not. */
const rowsAround = 2;
const itemsAround = 1;
const sentencesAround = 2;
const linesAround = 2;
/** Code up to this length is quoted whole, of longer code lines on each side; an object of data stands by itself. */
const maxWholeCodeChars = 400;
const codeLinesAround = 3;
const maxQuoteChars = 900;

/**
 * What to quote around an answering sentence: one sentence before and one after, or two on one side where the other
 * has none. A table, a list and a block of code are never cut inside a row, an item or a line; short ones are whole.
 */
export function quoteRange(
  document: DocumentText,
  sentence: TextUnit,
): TextRange {
  const { block, kind } = sentence;
  if (kind === "code") return codeAround(document.text, sentence);
  const near = textUnits(document, {
    start: Math.max(0, sentence.start - nearChars),
    end: sentence.end + nearChars,
  });
  const at = near.findIndex(({ start }) => start === sentence.start);
  if (at === -1) return { start: sentence.start, end: sentence.end };
  if (kind === "line") return within(near, at, linesAround);
  if (kind === "sentence" && block.kind !== "list")
    return withNeighbours(document, near, at);
  const isWhole = block.end - block.start <= maxWholeChars;
  if (!isWhole)
    return within(near, at, kind === "row" ? rowsAround : itemsAround);
  return kind === "row"
    ? { start: block.start, end: block.end }
    : { start: introduction(document, near, block), end: block.end };
}

function codeAround(text: string, { start, end, block }: TextUnit): TextRange {
  if (block.end - block.start <= maxWholeCodeChars) return block;
  if (text.slice(start, end).includes("\n"))
    return atCommonIndent(text, { start, end });
  const { body } = codeBody(text, block);
  let range = { start, end };
  for (let step = 0; step < codeLinesAround; step += 1) {
    const before = text.lastIndexOf("\n", range.start - 1);
    const above = text.lastIndexOf("\n", before - 1) + 1;
    const next = text.indexOf("\n", range.end + 1);
    if (before >= body.start)
      range =
        joined(
          range,
          { start: Math.max(body.start, above), end: before },
          maxQuoteChars,
        ) ?? range;
    if (range.end < body.end)
      range =
        joined(
          range,
          { start, end: next === -1 ? body.end : Math.min(next, body.end) },
          maxQuoteChars,
        ) ?? range;
  }
  return atCommonIndent(text, range);
}

/** Begins where the line that is indented least does, so that the others keep their place below the first. */
function atCommonIndent(text: string, range: TextRange): TextRange {
  const from = Math.max(0, text.lastIndexOf("\n", range.start - 1) + 1);
  const inked = trimmedRange(text, { start: from, end: range.end });
  if (inked === null) return range;
  const lineStart = text.lastIndexOf("\n", inked.start - 1) + 1;
  const indents = text
    .slice(lineStart, inked.end)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  return { start: lineStart + Math.min(...indents), end: inked.end };
}

/** Neighbours of the same block only, so that what is between them is no cut. */
function within(
  near: readonly TextUnit[],
  at: number,
  around: number,
): TextRange {
  const own = near[at];
  let range = { start: own?.start ?? 0, end: own?.end ?? 0 };
  for (let step = 1; step <= around; step++)
    for (const unit of [near[at - step], near[at + step]])
      if (unit !== undefined && unit.block.start === own?.block.start)
        range = joined(range, unit, maxQuoteChars) ?? range;
  return range;
}

function withNeighbours(
  document: DocumentText,
  near: readonly TextUnit[],
  at: number,
): TextRange {
  const own = near[at];
  let range = { start: own?.start ?? 0, end: own?.end ?? 0 };
  let taken = 0;
  // One on each side first, then what is left to take
  for (const step of [-1, 1, -2, 2]) {
    if (taken === sentencesAround) break;
    const unit = near[at + step];
    if (unit === undefined || !mayStandBeside(document, unit, range)) continue;
    const next = joined(range, wholeOf(unit), maxQuoteChars);
    if (next === null) continue;
    range = next;
    taken += 1;
  }
  return range;
}

/** A list that follows a sentence comes whole, where it is short. */
function wholeOf(unit: TextUnit): TextRange {
  return unit.block.kind === "list" ? unit.block : unit;
}

/** "Page 2 of 3", "- 4 -": the foot of a page. */
const pageNumber =
  /^\W{0,4}(?:(?:page|seite|página|p\.)\s)?\d{1,4}(?:\s?(?:of|von|sur|de|\/)\s?\d{1,4})?\W{0,4}$/iu;

/** Nothing but white space between them, neither a heading nor a table, and on the same page. */
function mayStandBeside(
  { text, blocks }: DocumentText,
  unit: TextUnit,
  range: TextRange,
): boolean {
  if (unit.kind === "row" || unit.kind === "code") return false;
  const { start, end } = wholeOf(unit);
  const gap =
    end <= range.start
      ? text.slice(end, range.start)
      : text.slice(range.end, start);
  return (
    gap.trim() === "" &&
    !pageNumber.test(text.slice(start, Math.min(end, start + 40))) &&
    pageAt(blocks, start) === pageAt(blocks, range.start)
  );
}

/** The sentence that ends in a colon above a list belongs to it. */
function introduction(
  { text }: DocumentText,
  near: readonly TextUnit[],
  block: TextRange,
): number {
  const before = near.findLast(({ end }) => end <= block.start);
  const isIntroduction =
    before?.kind === "sentence" &&
    text.slice(before.start, before.end).endsWith(":") &&
    text.slice(before.end, block.start).trim() === "";
  return isIntroduction ? before.start : block.start;
}

function joined(
  a: TextRange,
  b: TextRange,
  maxChars: number,
): TextRange | null {
  const start = Math.min(a.start, b.start);
  const end = Math.max(a.end, b.end);
  return end - start > maxChars ? null : { start, end };
}

/** The page of the block at an offset; blocks are in order. */
export function pageAt(
  blocks: DocumentText["blocks"],
  offset: number,
): number | null {
  return blocks.findLast(({ start }) => start <= offset)?.page ?? null;
}
