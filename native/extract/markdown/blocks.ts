import type { Block, BlockKind } from "#contract/library.ts";
import {
  afterFence,
  fenceMark,
  headingMark,
  indentOf,
  isBlank,
  isDefinition,
  isItem,
  isQuote,
  isRule,
  isTableHead,
  type Line,
  linesOf,
} from "./lines.ts";

const longestListChars = 4000;

interface Found {
  kind: BlockKind | null;
  level?: number;
  /** The first line after it. */
  next: number;
}

/**
 * The blocks of Markdown (CommonMark with GFM tables) at its outermost level, from `from` on. Line by line and
 * never back: parsers of the whole syntax take minutes and their stack for nesting that a hostile file piles up.
 */
export function markdownBlocks(text: string, from: number): Block[] {
  const lines = linesOf(text).filter((line) => line.start >= from);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const found = blockAt(lines, at);
    const [first, last] = [lines[at], lines[lastInked(lines, at, found.next)]];
    if (found.kind !== null && first !== undefined && last !== undefined)
      blocks.push({
        kind: found.kind,
        start: first.end - first.text.trimStart().length,
        end: last.start + last.text.trimEnd().length,
        page: null,
        level: found.level ?? null,
      });
    at = found.next;
  }
  return blocks;
}

function lastInked(lines: readonly Line[], from: number, next: number): number {
  let at = next - 1;
  while (at > from && isBlank(lines[at])) at -= 1;
  return at;
}

function blockAt(lines: readonly Line[], at: number): Found {
  const line = lines[at];
  if (line === undefined || isBlank(line)) return { kind: null, next: at + 1 };
  if (indentOf(line) >= 4)
    return { kind: "code", next: afterIndented(lines, at) };
  const fence = fenceMark(line);
  if (fence !== null)
    return { kind: "code", next: afterFence(lines, at, fence) };
  const level = headingMark(line);
  if (level !== null) return { kind: "heading", level, next: at + 1 };
  if (isRule(line) || isDefinition(line)) return { kind: null, next: at + 1 };
  if (/^ {0,3}<!--/.test(line.text)) return comment(lines, at);
  if (isQuote(line)) return { kind: "quote", next: afterQuote(lines, at) };
  if (isItem(line)) return { kind: "list", next: afterList(lines, at) };
  if (isTableHead(line, lines[at + 1]))
    return { kind: "table", next: afterTable(lines, at) };
  return paragraph(lines, at);
}

/** Ends a paragraph, a quote or a table that goes on over several lines. */
function interrupts(lines: readonly Line[], at: number): boolean {
  const line = lines[at];
  if (line === undefined || isBlank(line)) return true;
  if (indentOf(line) >= 4) return false;
  return (
    fenceMark(line) !== null ||
    headingMark(line) !== null ||
    isRule(line) ||
    isQuote(line) ||
    isItem(line) ||
    /^ {0,3}<!--/.test(line.text)
  );
}

function afterIndented(lines: readonly Line[], from: number): number {
  let at = from;
  for (let next = from; next < lines.length; next += 1) {
    const line = lines[next];
    if (line === undefined || isBlank(line)) continue;
    if (indentOf(line) < 4) break;
    at = next;
  }
  return at + 1;
}

function comment(lines: readonly Line[], from: number): Found {
  let at = from;
  while (at < lines.length && !lines[at]?.text.includes("-->")) at += 1;
  const hasWords = (lines[at]?.text.split("-->").at(-1) ?? "").trim() !== "";
  return { kind: hasWords ? "paragraph" : null, next: at + 1 };
}

function afterQuote(lines: readonly Line[], from: number): number {
  let at = from + 1;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined || isBlank(line)) return at;
    if (!isQuote(line) && interrupts(lines, at)) return at;
    at += 1;
  }
  return at;
}

function afterTable(lines: readonly Line[], from: number): number {
  let at = from + 2;
  while (at < lines.length && !interrupts(lines, at)) at += 1;
  return at;
}

/** To the end of the list, or to an outermost item where it has grown long. */
function afterList(lines: readonly Line[], from: number): number {
  const first = lines[from];
  const start = first?.start ?? 0;
  const sign = first === undefined ? "" : itemSign(first);
  let at = from;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined) return at;
    const isLong = line.start - start > longestListChars;
    if (isLong && isItem(line) && indentOf(line) < 2) return at;
    const fence = at > from && indentOf(line) >= 2 ? fenceMark(line) : null;
    if (fence !== null) {
      at = afterFence(lines, at, fence);
      continue;
    }
    if (at > from && endsList(lines, at, line)) return at;
    if (
      at > from &&
      indentOf(line) < 2 &&
      isItem(line) &&
      itemSign(line) !== sign
    )
      return at;
    at += 1;
  }
  return at;
}

/** "-", "+", "*", "." or ")": another sign begins another list. */
function itemSign(line: Line): string {
  return /^\s*(?:\d+)?(\S)/.exec(line.text)?.[1] ?? "";
}

function endsList(lines: readonly Line[], at: number, line: Line): boolean {
  if (isBlank(line)) return false;
  if (indentOf(line) >= 2) return false;
  if (isRule(line)) return true;
  if (isItem(line)) return false;
  return isBlank(lines[at - 1]) || interrupts(lines, at);
}

function paragraph(lines: readonly Line[], from: number): Found {
  for (let at = from + 1; at < lines.length; at += 1) {
    const line = lines[at];
    const underline =
      line === undefined ? null : /^ {0,3}(=+|-+)[ \t]*$/.exec(line.text)?.[1];
    if (typeof underline === "string")
      return {
        kind: "heading",
        level: underline.startsWith("=") ? 1 : 2,
        next: at + 1,
      };
    if (interrupts(lines, at) || isTableHead(line, lines[at + 1]))
      return { kind: "paragraph", next: at };
  }
  return { kind: "paragraph", next: lines.length };
}
