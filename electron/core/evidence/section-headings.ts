import type { TextRange } from "./sentence-ranges.ts";
import type { DocumentText } from "./text-units.ts";

/**
 * The headings above each of some ranges of a document, outermost first and by the offset at which the range starts.
 * One walk over the blocks; ranges in one section are given the same array.
 */
export function sectionHeadings(
  { text, blocks }: DocumentText,
  ranges: readonly TextRange[],
): Map<number, readonly string[]> {
  const starts = ranges.map(({ start }) => start).toSorted((a, b) => a - b);
  const found = new Map<number, readonly string[]>();
  let open: { level: number; words: string }[] = [];
  let path: readonly string[] = [];
  let at = 0;
  const take = (until: number) => {
    for (; at < starts.length; at += 1) {
      const start = starts[at];
      if (start === undefined || start >= until) return;
      found.set(start, path);
    }
  };
  for (const block of blocks) {
    if (block.kind !== "heading") continue;
    take(block.start);
    if (at === starts.length) break;
    const level = block.level ?? 1;
    const words = text.slice(block.start, block.end).replace(/^#{1,6}\s/u, "");
    open = [...open.filter((outer) => outer.level < level), { level, words }];
    path = open.map((heading) => heading.words);
  }
  take(Number.POSITIVE_INFINITY);
  return found;
}
