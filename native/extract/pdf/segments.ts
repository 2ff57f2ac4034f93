import type { Run } from "./runs.ts";

/** Text on one baseline without a wide gap: a line of a column, or a cell of a table. */
export interface Segment {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
  base: number;
  size: number;
}

// In parts of the font size
const sameBase = 0.35;
const wordGap = 0.17;
const segmentGap = 1.15;
const edgeGap = 0.5;
const rowsThatMakeAnEdge = 4;
const overlap = 0.6;

/** Joins runs to segments, by place and not by the order in which they were drawn. */
export function segmentsOf(runs: readonly Run[]): Segment[] {
  const rows = rowsOf(runs);
  const edges = columnEdges(rows.map((row) => groupsOf(row, new Set())));
  return rows.flatMap((row) => groupsOf(row, edges).map(segmentOf));
}

/** Where further segments of a row begin again and again: there even a narrow gap parts two columns. */
function columnEdges(rows: readonly Run[][][]): Set<number> {
  const counts = new Map<number, number>();
  for (const row of rows)
    for (const group of row.slice(1)) {
      const edge = Math.round(group[0]?.left ?? 0);
      counts.set(edge, (counts.get(edge) ?? 0) + 1);
    }
  return new Set(
    [...counts]
      .filter(([, count]) => count >= rowsThatMakeAnEdge)
      .map(([edge]) => edge),
  );
}

/** Runs with one baseline, top to bottom; a raised or lowered mark belongs to the line that it touches. */
function rowsOf(runs: readonly Run[]): Run[][] {
  const inked = runs
    .filter((run) => run.text.trim() !== "")
    .toSorted((a, b) => a.base - b.base);
  const rows: { base: number; size: number; runs: Run[] }[] = [];
  for (const run of inked) {
    const row = rows.at(-1);
    if (
      row !== undefined &&
      Math.abs(run.base - row.base) <=
        sameBase * Math.max(row.size, run.size) * (isSmall(run, row) ? 1.4 : 1)
    ) {
      row.runs.push(run);
      if (run.size > row.size) [row.size, row.base] = [run.size, run.base];
    } else rows.push({ base: run.base, size: run.size, runs: [run] });
  }
  return rows.map((row) => row.runs);
}

function isSmall(run: Run, row: { size: number }): boolean {
  const ratio = run.size / row.size;
  return ratio < 0.8 || ratio > 1.25;
}

function groupsOf(row: readonly Run[], edges: ReadonlySet<number>): Run[][] {
  const groups: Run[][] = [];
  let right = Number.NEGATIVE_INFINITY;
  for (const run of row.toSorted((a, b) => a.left - b.left)) {
    const group = groups.at(-1);
    const widest =
      (edges.has(Math.round(run.left)) ? edgeGap : segmentGap) * run.size;
    if (group === undefined || run.left - right > widest) groups.push([run]);
    else if (!isShadow(group, run)) group.push(run);
    right = Math.max(right, run.right);
  }
  return groups;
}

/** The same letters at the same place again: how some programs make bold text. */
function isShadow(group: readonly Run[], run: Run): boolean {
  return group.some(
    (other) =>
      other.text === run.text &&
      Math.abs(other.left - run.left) < overlap * run.size * 0.3 &&
      Math.abs(other.base - run.base) < 0.2 * run.size,
  );
}

function segmentOf(runs: readonly Run[]): Segment {
  const size = mainSize(runs);
  const main = runs.find((run) => run.size === size) ?? runs[0];
  const base = main?.base ?? 0;
  return {
    text: joined(runs),
    left: Math.min(...runs.map((run) => run.left)),
    right: Math.max(...runs.map((run) => run.right)),
    top: base - size,
    bottom: base + size * 0.25,
    base,
    size,
  };
}

function mainSize(runs: readonly Run[]): number {
  const letters = new Map<number, number>();
  for (const run of runs)
    letters.set(run.size, (letters.get(run.size) ?? 0) + run.text.length);
  return [...letters].reduce(
    (best, next) => (next[1] > best[1] ? next : best),
    [1, 0],
  )[0];
}

function joined(runs: readonly Run[]): string {
  const isRightToLeft = lettersOf(runs, true) > lettersOf(runs, false);
  const ordered = isRightToLeft ? logicalOrder(runs) : runs;
  let text = "";
  let previous: Run | null = null;
  for (const run of ordered) {
    if (previous !== null) {
      const gap =
        run.left >= previous.left
          ? run.left - previous.right
          : previous.left - run.right;
      if (
        gap > wordGap * Math.min(run.size, previous.size) &&
        !text.endsWith(" ") &&
        !run.text.startsWith(" ")
      )
        text += " ";
    }
    text += run.text;
    previous = run;
  }
  return text.replace(/\s+/g, " ").trim();
}

function lettersOf(runs: readonly Run[], isRightToLeft: boolean): number {
  return runs.reduce(
    (sum, run) =>
      sum +
      (run.isRightToLeft === isRightToLeft && /\p{L}/u.test(run.text)
        ? run.text.length
        : 0),
    0,
  );
}

/** From the right, but stretches that read to the right (numbers, Latin words) keep their own order. */
function logicalOrder(runs: readonly Run[]): Run[] {
  const groups: Run[][] = [];
  for (const run of runs.toReversed()) {
    const group = groups.at(-1);
    if (
      group !== undefined &&
      !run.isRightToLeft &&
      group.every((other) => !other.isRightToLeft)
    )
      group.unshift(run);
    else groups.push([run]);
  }
  return groups.flat();
}
