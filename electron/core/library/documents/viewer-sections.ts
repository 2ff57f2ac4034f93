import type { Block, PageRange, Section } from "#contract/library.ts";

/** What a viewer loads at once where there are no pages. */
const sectionChars = 8_000;

/** The stretches of a document that a viewer loads one by one: its pages, of which a very long one comes in parts, or parts of about 8,000 characters cut between blocks. They cover the whole text. */
export function viewerSections(document: {
  lengthChars: number;
  pages: readonly PageRange[];
  blocks: readonly Block[];
}): Section[] {
  const { lengthChars, pages, blocks } = document;
  if (pages.length > 0)
    return pages.flatMap(({ page, start, end, status }) => {
      const cuts = [start];
      cutLong(cuts, end);
      return cuts.map((from, place) => ({
        page,
        start: from,
        end: cuts[place + 1] ?? end,
        status,
      }));
    });
  const cuts = [0];
  for (const block of blocks) {
    const last = cuts.at(-1) ?? 0;
    if (block.end - last > sectionChars && block.start > last)
      cuts.push(block.start);
    cutLong(cuts, block.end);
  }
  cutLong(cuts, lengthChars);
  return cuts
    .map((start, place) => ({
      page: null,
      start,
      end: cuts[place + 1] ?? lengthChars,
      status: "text" as const,
    }))
    .filter(({ start, end }) => end > start);
}

/** What is too long by itself, such as a table of ten thousand rows, is cut anywhere: a viewer must not stall on it. */
function cutLong(cuts: number[], end: number): void {
  for (;;) {
    const last = cuts.at(-1) ?? 0;
    if (end - last <= 3 * sectionChars) return;
    cuts.push(last + sectionChars);
  }
}
