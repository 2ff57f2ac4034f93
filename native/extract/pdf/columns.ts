import type { Segment } from "./segments.ts";

interface Interval {
  from: number;
  to: number;
}

// In parts of the text's size
const narrowestGutter = 0.7;
const deepestNesting = 6;

/**
 * Segments in reading order, in groups that each read from top to bottom: a column, or what spans the
 * columns. Prose beside prose is columns; short texts beside each other are a table's row.
 */
export function readingOrder(
  segments: readonly Segment[],
  depth = 0,
): Segment[][] {
  const bands = bandsOf(segments);
  const groups: Segment[][] = [];
  let single: Segment[] = [];
  for (let at = 0; at < bands.length; ) {
    const found = depth < deepestNesting ? columnsFrom(bands, at) : null;
    if (found === null) {
      single.push(...(bands[at] ?? []));
      at += 1;
      continue;
    }
    if (single.length > 0) groups.push(single);
    single = [];
    for (const column of found.columns)
      groups.push(...readingOrder(column, depth + 1));
    at = found.next;
  }
  if (single.length > 0) groups.push(single);
  return groups;
}

/** Cuts wherever no segment stands, from the left edge to the right. */
function bandsOf(segments: readonly Segment[]): Segment[][] {
  const bands: Segment[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const segment of segments.toSorted((a, b) => a.top - b.top)) {
    // Letters rarely fill their size, so lines set tight still count as apart
    if (segment.top + segment.size * 0.25 >= bottom || bands.length === 0)
      bands.push([]);
    bands.at(-1)?.push(segment);
    bottom = Math.max(bottom, segment.base);
  }
  return bands;
}

/** The longest stretch of bands from here with one gutter, if both its sides are prose. */
function columnsFrom(
  bands: readonly Segment[][],
  from: number,
): { columns: Segment[][]; next: number } | null {
  let free: Interval[] = [
    { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY },
  ];
  const held: Segment[] = [];
  let best: { columns: Segment[][]; next: number } | null = null;
  for (let at = from; at < bands.length; at += 1) {
    const band = bands[at] ?? [];
    free = free.flatMap((interval) => without(interval, band));
    held.push(...band);
    const size = medianSize(held);
    free = free.filter(
      (interval) => interval.to - interval.from >= narrowestGutter * size,
    );
    const inner = free.filter(
      (interval) =>
        Number.isFinite(interval.from) && Number.isFinite(interval.to),
    );
    const isBounded = free.some(
      (gap) =>
        held.some((one) => one.right <= gap.from) &&
        held.some((one) => one.left >= gap.to),
    );
    if (inner.length === 0 && held.length > 40 && !isBounded) break;
    if (free.length === 0) break;
    const columns = proseColumns(held, free);
    if (columns !== null) best = { columns, next: at + 1 };
  }
  return best;
}

function without(interval: Interval, band: readonly Segment[]): Interval[] {
  let rest = [interval];
  for (const { left, right } of band)
    rest = rest.flatMap((gap) => {
      if (right <= gap.from || left >= gap.to) return [gap];
      return [
        { from: gap.from, to: left },
        { from: right, to: gap.to },
      ].filter((piece) => piece.to > piece.from);
    });
  return rest;
}

function proseColumns(
  segments: readonly Segment[],
  free: readonly Interval[],
): Segment[][] | null {
  const gutters = free.filter(
    (gap) =>
      segments.some((one) => one.right <= gap.from) &&
      segments.some((one) => one.left >= gap.to),
  );
  if (gutters.length === 0 || gutters.length > 4) return null;
  const columns: Segment[][] = Array.from(
    { length: gutters.length + 1 },
    () => [],
  );
  for (const segment of segments)
    columns[gutters.filter((gap) => segment.left >= gap.to).length]?.push(
      segment,
    );
  return columns.every(isProse) ? columns : null;
}

/** Several lines that mostly fill the column, as sentences do and figures don't. */
function isProse(column: readonly Segment[]): boolean {
  if (column.length < 3) return false;
  const left = Math.min(...column.map((one) => one.left));
  const right = Math.max(...column.map((one) => one.right));
  const width = right - left;
  const full = column.filter(
    (one) => one.right - one.left > width * 0.6 && one.text.length >= 18,
  );
  return full.length >= 3 && full.length >= column.length * 0.3;
}

function medianSize(segments: readonly Segment[]): number {
  const sizes = segments.map((one) => one.size).toSorted((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 10;
}
