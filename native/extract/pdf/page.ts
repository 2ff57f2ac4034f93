import type { DocumentBuilder } from "../document-builder.ts";
import { addList, type ListLine } from "../list-markdown.ts";
import {
  escapeLineStarts,
  escapeText,
  tableMarkdown,
} from "../markdown-text.ts";
import { readingOrder } from "./columns.ts";
import { linesOf } from "./lines.ts";
import {
  joinCutParagraphs,
  type Paragraph,
  paragraphsOf,
} from "./paragraphs.ts";
import type { Run } from "./runs.ts";
import { segmentsOf } from "./segments.ts";
import { splitTables } from "./tables.ts";

const longestHeadingChars = 160;
const knownHeadings =
  /^(abstract|introduction|conclusions?|references|bibliography|acknowledge?ments?|contents|table of contents|appendix( [A-Z])?|summary)$/i;
const numberedHeading = /^(\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\p{Lu}/u;

/** Writes one page's text as blocks. `bodySize` is the font size of the document's running text. */
export function writePage(
  builder: DocumentBuilder,
  runs: readonly Run[],
  bodySize: number,
): void {
  const directions = [0, 1, 3, 2].map((turns) =>
    runs.filter((run) => run.turns === turns),
  );
  const most = Math.max(...directions.map(lengthChars));
  for (const facing of directions) {
    // A stamp along the margin is no heading, however large
    const size = lengthChars(facing) === most ? bodySize : null;
    if (facing.length > 0) writeFacing(builder, facing, size);
  }
}

function lengthChars(runs: readonly Run[]): number {
  return runs.reduce((sum, { text }) => sum + text.length, 0);
}

function writeFacing(
  builder: DocumentBuilder,
  runs: readonly Run[],
  /** Null where nothing is a heading. */
  bodySize: number | null,
): void {
  let paragraphs: Paragraph[] = [];
  const endParagraphs = () => {
    writeParagraphs(builder, paragraphs, bodySize);
    paragraphs = [];
  };
  for (const group of readingOrder(segmentsOf(runs)))
    for (const stretch of splitTables(linesOf(group))) {
      if (stretch.kind === "table") {
        endParagraphs();
        builder.add(
          "table",
          tableMarkdown(stretch.rows.map((row) => row.map(escapeText))),
        );
      } else paragraphs.push(...paragraphsOf(stretch.lines));
    }
  endParagraphs();
}

function writeParagraphs(
  builder: DocumentBuilder,
  paragraphs: readonly Paragraph[],
  bodySize: number | null,
): void {
  let items: ListLine[] = [];
  const endList = () => {
    if (items.length > 0) addList(builder, items);
    items = [];
  };
  const isHeading = (paragraph: Paragraph) =>
    bodySize !== null && headingLevel(paragraph, bodySize) !== null;
  for (const paragraph of joinCutParagraphs(paragraphs, isHeading)) {
    const level = bodySize === null ? null : headingLevel(paragraph, bodySize);
    if (level === null && paragraph.isListItem) {
      items.push(listLine(paragraph.text));
      continue;
    }
    endList();
    const text = escapeText(paragraph.text);
    if (level === null) builder.add("paragraph", escapeLineStarts(text));
    else builder.add("heading", `${"#".repeat(level)} ${text}`, level);
  }
  endList();
}

function listLine(text: string): ListLine {
  const number = /^(\d{1,9})[.)]\s+/.exec(text);
  if (number !== null)
    return {
      depth: 0,
      marker: `${number[1]}.`,
      text: escapeText(text.slice(number[0].length)),
    };
  const sign = /^[^\p{L}\p{N}(]\s+/u.exec(text);
  return {
    depth: 0,
    marker: "-",
    text: escapeText(text.slice(sign?.[0].length ?? 0)),
  };
}

function headingLevel(paragraph: Paragraph, bodySize: number): number | null {
  const { text, size, lines } = paragraph;
  if (
    text.length > longestHeadingChars ||
    !/\p{L}{2}/u.test(text) ||
    lines.length > 4
  )
    return null;
  const ratio = size / bodySize;
  const isClosed = /[.;,:]$/.test(text);
  const number = numberedHeading.exec(text)?.[1];
  if (
    number !== undefined &&
    lines.length <= 2 &&
    !isClosed &&
    text.length < 90 &&
    ratio > 0.95
  )
    return Math.min(number.split(".").length + 1, 6);
  if (ratio > 1.6) return 1;
  if (ratio > 1.3) return 2;
  if (ratio > 1.12 && !isClosed) return 3;
  return knownHeadings.test(text) ? 2 : null;
}
