import type { Line } from "./lines.ts";

interface Column {
  left: number;
  right: number;
}

const maxColumns = 24;

export type Stretch =
  | { kind: "lines"; lines: Line[] }
  | { kind: "table"; rows: string[][] };

/** Splits a group into running lines and tables: lines after each other whose gaps stand above each other. */
export function splitTables(lines: readonly Line[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (let at = 0; at < lines.length; ) {
    const end = endOfCells(lines, at);
    const rows = end - at >= 2 ? tableRows(lines.slice(at, end)) : null;
    if (rows !== null) {
      stretches.push({ kind: "table", rows });
      at = end;
      continue;
    }
    const last = stretches.at(-1);
    const next = Math.max(end, at + 1);
    if (last?.kind === "lines") last.lines.push(...lines.slice(at, next));
    else stretches.push({ kind: "lines", lines: lines.slice(at, next) });
    at = next;
  }
  return stretches;
}

/** Up to where each line has several segments and the space between lines stays alike. */
function endOfCells(lines: readonly Line[], from: number): number {
  let at = from;
  while (at < lines.length) {
    const line = lines[at];
    const above = lines[at - 1];
    if (line === undefined || line.segments.length < 2) break;
    if (
      at > from &&
      above !== undefined &&
      line.base - above.base > line.size * 4
    )
      break;
    at += 1;
  }
  return at;
}

function tableRows(lines: readonly Line[]): string[][] | null {
  const columns = columnsOf(lines);
  if (columns.length < 2 || columns.length > maxColumns) return null;
  const rows: string[][] = [];
  for (const line of lines) {
    const row = columns.map(() => "");
    for (const segment of line.segments) {
      const index = columns.findIndex(
        (column) => segment.left < column.right && segment.right > column.left,
      );
      if (index === -1) return null;
      row[index] = `${row[index]} ${segment.text}`.trim();
    }
    rows.push(row);
  }
  const cells = rows.flat();
  const filled = cells.filter((cell) => cell !== "").length;
  return filled >= cells.length * 0.4 ? rows : null;
}

/** Where segments of any line stand above each other. */
function columnsOf(lines: readonly Line[]): Column[] {
  const columns: Column[] = [];
  const segments = lines
    .flatMap((line) => line.segments)
    .toSorted((a, b) => a.left - b.left);
  for (const { left, right } of segments) {
    const last = columns.at(-1);
    if (last !== undefined && left < last.right)
      last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}
