import type { TextRange } from "./sentence-ranges.ts";
import type { DocumentText } from "./text-units.ts";

/** Offsets into the document's text, ends exclusive. */
export interface HeadingSection {
  /** Null for what stands above the first heading. */
  heading: TextRange | null;
  /** From the heading's end to the next heading; may be empty. */
  body: TextRange;
}

/**
 * What stands above the first heading, then what stands below each. Deeper headings than `maxLevel` (default: none)
 * part nothing, and blocks beyond the text, which may be the beginning of a longer one, are left out.
 */
export function headingSections(
  { text, blocks }: DocumentText,
  { maxLevel = 6 }: { maxLevel?: number } = {},
): HeadingSection[] {
  const headings = blocks.filter(
    ({ kind, level, end }) =>
      kind === "heading" && (level ?? 1) <= maxLevel && end <= text.length,
  );
  return [null, ...headings].map((heading, index) => ({
    heading,
    body: {
      start: heading?.end ?? 0,
      end: headings[index]?.start ?? text.length,
    },
  }));
}
