import type { Block } from "#contract/library.ts";
import { codeBody, dataObjects } from "./code-units.ts";
import { meantLineEnds } from "./line-ends.ts";
import {
  sentenceRanges,
  type TextRange,
  trimmedRange,
} from "./sentence-ranges.ts";

/** A document as it is stored: its extracted Markdown and the blocks of it. */
export interface DocumentText {
  text: string;
  blocks: readonly Block[];
}

/**
 * What may answer by itself: a sentence, a line of plain text, a list item, a row of a table, a line of code or an
 * object of data. Offsets into the document.
 */
export interface TextUnit extends TextRange {
  kind: "sentence" | "line" | "item" | "row" | "code";
  /** The block that it is part of. */
  block: TextRange & { kind: Block["kind"] };
  /** The head of the table that it is a row of, or the fence that opens the code. */
  head: TextRange | null;
}

/** Read around the passage, so that a sentence that the passage cuts is found whole. */
const marginChars = 1_000;
const maxLineChars = 600;
/** A longer stretch of lines is running text as far as its line ends go. */
const maxLinedChars = 20_000;
/** An item of the outermost level: those inside it belong to it. */
const itemStart = /(?<=\n)(?=(?:[-*+•]|\d{1,3}[.)])[ \t])/u;

/** The line that opens an admonition of MkDocs: a heading of what is set in below. */
const admonition = /^(?:!!!|\?\?\?\+?)[ \t][^\n]*$/u;

/** The units that lie in a range of the document at least in part, in order. Headings name things and answer nothing. */
export function textUnits(
  { text, blocks }: DocumentText,
  range: TextRange,
): TextUnit[] {
  return blocks.flatMap((block) => {
    if (block.end <= range.start || block.start >= range.end) return [];
    const whole = trimmedRange(text, block);
    if (whole === null || block.kind === "heading") return [];
    if (admonition.test(text.slice(whole.start, whole.end).slice(0, 300)))
      return [];
    const read = {
      start: Math.max(whole.start, range.start - marginChars),
      end: Math.min(whole.end, range.end + marginChars),
    };
    return unitsOf(text, { ...whole, kind: block.kind }, read).filter(
      (unit) => unit.end > range.start && unit.start < range.end,
    );
  });
}

function unitsOf(
  text: string,
  block: TextUnit["block"],
  read: TextRange,
): TextUnit[] {
  const unit = (
    range: TextRange,
    kind: TextUnit["kind"],
    head: TextRange | null = null,
  ): TextUnit => ({ ...range, kind, block, head });
  switch (block.kind) {
    case "table":
      return rowsOf(text, block, read).map(({ row, head }) =>
        unit(row, "row", head),
      );
    case "code":
      return codeUnits(text, block, read).map(({ range, fence }) =>
        unit(range, "code", fence),
      );
    case "list":
      return itemsOf(text, lineBounds(text, block, read)).map((item) =>
        unit(item, "item"),
      );
    default:
      return proseUnits(text, block, read).map(({ range, kind }) =>
        unit(range, kind),
      );
  }
}

/** Sentences, and what stands on a line of its own. */
function proseUnits(
  text: string,
  block: TextRange,
  read: TextRange,
): { range: TextRange; kind: "sentence" | "line" }[] {
  const ends = lineEndsOf(text, block).filter(
    (end) => end > read.start && end < read.end,
  );
  const edges = [read.start, ...ends, read.end];
  return edges.slice(1).flatMap((end, index) => {
    const found = sentencesIn(text, { start: edges[index] ?? 0, end });
    const [first] = found;
    const isLine =
      ends.length > 0 &&
      found.length === 1 &&
      first !== undefined &&
      !text.slice(first.start, first.end).includes("\n");
    return found.map((range) => ({
      range,
      kind: isLine ? ("line" as const) : ("sentence" as const),
    }));
  });
}

/** Whether line ends of plain text inside the range are meant, so that what is shown of it keeps them. */
export function keepsLines(
  { text, blocks }: DocumentText,
  { start, end }: TextRange,
): boolean {
  return blocks.some(
    (block) =>
      (block.kind === "paragraph" || block.kind === "quote") &&
      block.start < end &&
      block.end > start &&
      lineEndsOf(text, block).some((at) => at > start && at < end),
  );
}

/** The line ends of a block that end what stands before them: offsets into the document. */
function lineEndsOf(text: string, block: TextRange): number[] {
  if (block.end - block.start > maxLinedChars) return [];
  return meantLineEnds(text.slice(block.start, block.end)).map(
    (end) => block.start + end,
  );
}

function codeUnits(
  text: string,
  block: TextRange,
  read: TextRange,
): { range: TextRange; fence: TextRange | null }[] {
  const { body, fence } = codeBody(text, block);
  const bounds = lineBounds(text, body, {
    start: Math.max(body.start, read.start),
    end: Math.min(body.end, read.end),
  });
  const objects = dataObjects(text, bounds);
  const lines = linesOf(text, bounds)
    .filter((line) => !objects.some((object) => overlap(line, object)))
    .flatMap((line) =>
      line.end - line.start > maxLineChars ? sentencesIn(text, line) : [line],
    );
  return [...objects, ...lines]
    .flatMap((range) => trimmedRange(text, range) ?? [])
    .filter((range) => /[\p{L}\p{N}]/u.test(text.slice(range.start, range.end)))
    .sort((a, b) => a.start - b.start)
    .map((range) => ({ range, fence }));
}

const overlap = (a: TextRange, b: TextRange) =>
  a.start < b.end && b.start < a.end;

function sentencesIn(text: string, { start, end }: TextRange): TextRange[] {
  return sentenceRanges(text.slice(start, end)).map((range) => ({
    start: start + range.start,
    end: start + range.end,
  }));
}

/** A short item is one unit, a long one goes by its sentences. */
function itemsOf(text: string, read: TextRange): TextRange[] {
  let at = read.start;
  return text
    .slice(read.start, read.end)
    .split(itemStart)
    .flatMap((item) => {
      const start = at;
      at += item.length;
      const range = trimmedRange(text, { start, end: at });
      if (range === null) return [];
      return range.end - range.start <= 400
        ? [range]
        : sentencesIn(text, range);
    });
}

function rowsOf(
  text: string,
  block: TextRange,
  read: TextRange,
): { row: TextRange; head: TextRange | null }[] {
  const firstEnd = lineEnd(text, block.start, block.end);
  const secondEnd = lineEnd(text, firstEnd + 1, block.end);
  const second = text.slice(firstEnd + 1, secondEnd);
  const hasHead = second.includes("-") && /^[ \t:|-]+$/u.test(second);
  const head = hasHead ? { start: block.start, end: secondEnd } : null;
  const bounds = lineBounds(text, block, read);
  const start = Math.max(bounds.start, head === null ? block.start : secondEnd);
  return linesOf(text, { start, end: bounds.end }).map((row) => ({
    row,
    head,
  }));
}

function linesOf(text: string, { start, end }: TextRange): TextRange[] {
  const lines: TextRange[] = [];
  for (let from = start; from < end; ) {
    const to = lineEnd(text, from, end);
    const line = trimmedRange(text, { start: from, end: to });
    if (line !== null) lines.push(line);
    from = to + 1;
  }
  return lines;
}

/** Whole lines of the block around the range. */
function lineBounds(
  text: string,
  block: TextRange,
  read: TextRange,
): TextRange {
  const before = text.lastIndexOf("\n", read.start - 1);
  return {
    start: Math.max(block.start, before + 1),
    end: lineEnd(text, read.end, block.end),
  };
}

function lineEnd(text: string, from: number, end: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 || at > end ? end : at;
}
