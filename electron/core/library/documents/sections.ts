import type { Block, PageRange, Section } from "#contract/library.ts";

/** What a viewer loads at once where there are no pages. */
const sectionChars = 8_000;

/** The stretches of a document that a viewer loads one by one: its pages, or parts of about 8,000 characters cut between blocks. They cover the whole text. */
export function sectionsOf(document: {
  lengthChars: number;
  pages: readonly PageRange[];
  blocks: readonly Block[];
}): Section[] {
  const { lengthChars, pages, blocks } = document;
  if (pages.length > 0)
    return pages.map(({ page, start, end, status }) => ({
      page,
      start,
      end,
      status,
    }));
  const cuts = [0];
  for (const block of blocks) {
    const last = cuts.at(-1) ?? 0;
    if (block.end - last > sectionChars && block.start > last)
      cuts.push(block.start);
    cutLongBlock(cuts, block);
  }
  return cuts
    .map((start, place) => ({
      page: null,
      start,
      end: cuts[place + 1] ?? lengthChars,
      status: "text" as const,
    }))
    .filter(({ start, end }) => end > start);
}

/** A block of its own that is too long, such as a table of ten thousand rows, is cut anywhere: a viewer must not stall on it. */
function cutLongBlock(cuts: number[], block: Block): void {
  for (;;) {
    const last = cuts.at(-1) ?? 0;
    if (block.end - last <= 3 * sectionChars) return;
    cuts.push(last + sectionChars);
  }
}
