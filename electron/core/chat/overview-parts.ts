import { headingSections } from "#core/evidence/heading-sections.ts";
import {
  type TextRange,
  trimmedRange,
} from "#core/evidence/sentence-ranges.ts";
import { type DocumentText, textUnits } from "#core/evidence/text-units.ts";

/** A document no longer than this is shown whole. */
export const maxWholeChars = 1_500;
const maxBeginningChars = 700;
/** A table is read by its rows, which may be wide. */
const maxRows = 20;
const maxTableChars = 4_000;
const maxHeadings = 9;
const maxSentenceChars = 400;
/** Of what follows a beginning that no heading parts. */
const maxFollowingChars = 8_000;

export interface OverviewPart {
  range: TextRange;
  /** What is emphasised of it. */
  answer: TextRange;
  /** See Quote. */
  tableHead: string | null;
  /** Never shown at once. */
  isBehind: boolean;
}

/** A short document whole; of a longer one its beginning, and what its headings or, without any, the text go on with. */
export function partsOf(document: DocumentText): OverviewPart[] {
  const { text, blocks } = document;
  if (text.length <= maxWholeChars) return wholeOf(document);
  const beginning = beginningOf(document);
  if (beginning === null) return [];
  const parts = [beginning];
  for (const [index, heading] of blocks.entries()) {
    if (parts.length > maxHeadings) break;
    if (heading.kind !== "heading" || heading.start < beginning.range.end)
      continue;
    // A heading above another one says what the lower one does
    const below = blocks[index + 1];
    const first = below && textUnits(document, below)[0];
    const range =
      first === undefined
        ? null
        : trimmedRange(text, {
            start: first.start,
            end: Math.min(first.end, first.start + maxSentenceChars),
          });
    if (range !== null)
      parts.push({ range, answer: range, tableHead: null, isBehind: false });
  }
  return parts.length > 1
    ? parts
    : [...parts, ...following(document, beginning)];
}

/** What stands behind the beginning, stretch by stretch. */
function following(
  document: DocumentText,
  beginning: OverviewPart,
): OverviewPart[] {
  const parts: OverviewPart[] = [];
  let at = beginning.range.end;
  const end = Math.min(document.text.length, at + maxFollowingChars);
  while (at < end && parts.length < maxHeadings) {
    const part = stretchFrom(document, at, Infinity);
    if (part === null) break;
    parts.push({ ...part, isBehind: true });
    at = part.range.end;
  }
  return parts;
}

/** All of it, a part for what stands below each heading; neighbours in one where there are more than of a long one. */
function wholeOf(document: DocumentText): OverviewPart[] {
  const sections = headingSections(document)
    .map(({ body }) => trimmedRange(document.text, body))
    .filter((range) => range !== null);
  const perPart = Math.ceil(sections.length / (maxHeadings + 1));
  return sections.flatMap((section, index) => {
    if (index % perPart !== 0) return [];
    const last = sections[index + perPart - 1] ?? sections.at(-1) ?? section;
    const range = { start: section.start, end: last.end };
    const [first] = textUnits(document, section);
    return [
      {
        range,
        answer: first ?? section,
        tableHead: null,
        isBehind: false,
      },
    ];
  });
}

function beginningOf(document: DocumentText): OverviewPart | null {
  const from = document.blocks.find(({ kind }) => kind !== "heading");
  if (from === undefined) return null;
  const next = document.blocks.find(
    ({ kind, start }) => kind === "heading" && start > from.start,
  );
  return stretchFrom(document, from.start, next?.start ?? Infinity);
}

/** Whole sentences, rows and the like from the first, as many as fit; of one that is longer its first line. */
function stretchFrom(
  document: DocumentText,
  start: number,
  until: number,
): OverviewPart | null {
  const limit = Math.min(limitFrom(document, start), until);
  const units = textUnits(document, { start, end: limit });
  const [first] = units;
  if (first === undefined) return null;
  const whole = units.findLast(({ end }) => end <= limit);
  const range = trimmedRange(document.text, {
    start,
    end: whole?.end ?? limit,
  });
  if (range === null) return null;
  const answer = {
    start: Math.max(first.start, range.start),
    end: Math.min(first.end, range.end),
  };
  if (answer.end <= answer.start) return null;
  const { head } = first;
  const isHeadBefore = head !== null && head.start < range.start;
  return {
    range,
    answer,
    tableHead: isHeadBefore ? document.text.slice(head.start, head.end) : null,
    isBehind: false,
  };
}

/** So many characters further on, or so many rows where a table stands there. */
function limitFrom(document: DocumentText, start: number): number {
  const limit = start + maxBeginningChars;
  const table = document.blocks.find(
    (block) =>
      block.kind === "table" && block.start < limit && block.end > start,
  );
  if (table === undefined) return limit;
  const from = Math.max(start, table.start);
  const rows = textUnits(document, {
    start: from,
    end: Math.min(table.end, from + maxTableChars),
  }).filter(({ kind, end }) => kind === "row" && end <= from + maxTableChars);
  return Math.max(limit, (rows[maxRows - 1] ?? rows.at(-1))?.end ?? 0);
}
