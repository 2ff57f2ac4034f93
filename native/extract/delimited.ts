import { escapeText, tableMarkdown } from "./markdown-text.ts";

const separators = [",", ";", "\t", "|"];
const maxColumns = 100;
const maxRowChars = 2_000;
/** Rows may be this much shorter or longer than the head, one in twenty of them. */
const raggedShare = 0.05;

/**
 * CSV and TSV (RFC 4180, also with other separators) as tables that each begin with the head, so that a row is never
 * without it. Null where the text is no table: one row or column, ragged, or rows too long to be read.
 */
export function delimitedTables(
  text: string,
  longestBlockChars: number,
): string[] | null {
  const separator = separatorOf(text);
  const rows = separator === null ? null : rowsOf(text, separator);
  const [head, ...others] = rows ?? [];
  if (head === undefined || others.length === 0) return null;
  const ragged = others.filter((row) => row.length !== head.length).length;
  if (head.length < 2 || head.length > maxColumns) return null;
  if (ragged > others.length * raggedShare) return null;
  const tables: string[][][] = [];
  let chars = Number.POSITIVE_INFINITY;
  for (const row of others) {
    const length = row.reduce((sum, cell) => sum + cell.length + 3, 2);
    if (length > maxRowChars) return null;
    if (chars + length > longestBlockChars) {
      tables.push([head]);
      chars = head.reduce((sum, cell) => sum + cell.length + 8, 2);
    }
    tables.at(-1)?.push(row);
    chars += length;
  }
  return tables.map((table) =>
    tableMarkdown(table.map((row) => row.map(escapeText))),
  );
}

/** The one that the first line has most of. */
function separatorOf(text: string): string | null {
  const line = text.slice(0, maxRowChars).trimStart().split("\n", 1)[0] ?? "";
  const counts = separators.map((sign) => line.split(sign).length - 1);
  const most = Math.max(...counts);
  return most === 0 ? null : (separators[counts.indexOf(most)] ?? null);
}

/** Null where a quotation mark is never closed. */
function rowsOf(text: string, separator: string): string[][] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length; ) {
    if (row.length > maxColumns) return null;
    let end: number;
    if (text.charAt(at) === '"') {
      const close = closingMark(text, at);
      if (close === -1) return null;
      row.push(text.slice(at + 1, close).replaceAll('""', '"'));
      end = close + 1;
    } else {
      end = at;
      while (end < text.length && !isCellEnd(text.charAt(end), separator))
        end += 1;
      row.push(text.slice(at, end).trim());
    }
    if (text.charAt(end) === separator) {
      at = end + 1;
      if (at >= text.length || text.charAt(at) === "\n") row.push("");
      else continue;
    } else if (end < text.length && text.charAt(end) !== "\n") return null;
    else at = end;
    if (row.some((cell) => cell !== "")) rows.push(row);
    row = [];
    at += 1;
  }
  return rows;
}

const isCellEnd = (sign: string, separator: string) =>
  sign === separator || sign === "\n";

function closingMark(text: string, open: number): number {
  for (let at = open + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1 || text.charAt(at + 1) !== '"') return at;
  }
}
