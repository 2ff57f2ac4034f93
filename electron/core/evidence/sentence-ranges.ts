import { endsInAbbreviation } from "#shared/abbreviation.ts";

/** UTF-16 offsets, end exclusive. */
export interface TextRange {
  start: number;
  end: number;
}

const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });
/** Longer ones are rows of words without a full stop: they are cut between words. */
const maxSentenceChars = 600;
const cutSentenceChars = 400;

/** Marks such as [5] or [[5]](#note-5) after a full stop belong to the sentence before them. */
const footnoteMarks =
  /(?<=[.!?…。！？]["'”’)]{0,3})(?:\s?\[{1,2}[^[\]\n]{1,8}\]{1,2}(?:\([^)\s]{0,200}\))?){1,12}/gu;
/** What a full stop may stand in without ending anything. */
const links = /\[[^[\]\n]{1,200}\]\([^()\s]{0,1000}\)|`[^`\n]{1,200}`/gu;
const endsWide = /[。！？．｡]["'”’」』）)]?$/u;

/**
 * The sentences of a stretch of prose in order, white space around them left out. A single line end is no end of a
 * sentence; nor is a full stop within a link, a URL or an abbreviation. Linear in the text.
 */
export function sentenceRanges(text: string): TextRange[] {
  const blank = (found: string) => "x".repeat(found.length);
  const read = text
    .replace(links, blank)
    .replace(footnoteMarks, (marks) => " ".repeat(marks.length))
    .replace(/[\r\n]/gu, " ");
  const ranges: TextRange[] = [];
  let start = 0;
  for (const { index, segment } of sentences.segment(read)) {
    const end = index + segment.length;
    const isOpen =
      end < read.length &&
      // A URL goes on after its question mark: sentences are set apart by a space, but for wide scripts
      ((!/\s$/u.test(segment) && !endsWide.test(segment)) ||
        endsInAbbreviation(read, start, end));
    if (isOpen) continue;
    ranges.push(...shortened(text, start, end));
    start = end;
  }
  if (start < text.length) ranges.push(...shortened(text, start, text.length));
  return ranges;
}

function shortened(text: string, start: number, end: number): TextRange[] {
  const ranges: TextRange[] = [];
  let from = start;
  while (end - from > maxSentenceChars) {
    const space = text.lastIndexOf(" ", from + cutSentenceChars);
    const to = space > from ? space : from + cutSentenceChars;
    ranges.push({ start: from, end: to });
    from = to;
  }
  ranges.push({ start: from, end });
  return ranges.flatMap((range) => trimmedRange(text, range) ?? []);
}

/** The range without the white space at its ends; null when nothing is left. */
export function trimmedRange(
  text: string,
  { start, end }: TextRange,
): TextRange | null {
  let [from, to] = [start, end];
  while (from < to && text.charAt(from).trim() === "") from += 1;
  while (to > from && text.charAt(to - 1).trim() === "") to -= 1;
  return from < to ? { start: from, end: to } : null;
}
