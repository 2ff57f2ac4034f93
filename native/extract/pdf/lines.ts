import type { Segment } from "./segments.ts";

/** What stands on one baseline of a column, left to right. */
export interface Line {
  segments: Segment[];
  text: string;
  left: number;
  right: number;
  base: number;
  size: number;
}

/** The lines of one group, top to bottom. */
export function linesOf(group: readonly Segment[]): Line[] {
  const lines: Segment[][] = [];
  for (const segment of group.toSorted((a, b) => a.base - b.base)) {
    const line = lines.at(-1);
    const above = line?.[0];
    const isSame =
      above !== undefined &&
      Math.abs(segment.base - above.base) <
        0.35 * Math.max(segment.size, above.size);
    if (isSame) line?.push(segment);
    else lines.push([segment]);
  }
  return lines.map((segments) =>
    lineOf(segments.toSorted((a, b) => a.left - b.left)),
  );
}

function lineOf(segments: Segment[]): Line {
  const longest = segments.reduce((best, next) =>
    next.text.length > best.text.length ? next : best,
  );
  const isRightToLeft = /[\u0590-\u08ff]/.test(longest.text);
  const ordered = isRightToLeft ? segments.toReversed() : segments;
  return {
    segments,
    text: ordered.map((segment) => segment.text).join(" "),
    left: Math.min(...segments.map((segment) => segment.left)),
    right: Math.max(...segments.map((segment) => segment.right)),
    base: longest.base,
    size: longest.size,
  };
}
