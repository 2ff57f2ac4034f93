import { sentenceRanges } from "#core/evidence/sentence-ranges.ts";

/** What may be meant in a passage: a sentence, by its offsets in it. */
export interface Mark {
  start: number;
  end: number;
  /** The part of the passage that it is shown as. */
  stretch: string;
}

interface Sentence {
  start: number;
  end: number;
  held: number;
  isHeading: boolean;
  /** Of the section, or where the passage has no headings of the paragraph. */
  part: number;
}

/**
 * The sentences of a passage that hold the most of what is looked for, one of each section, or of each paragraph where
 * there are no headings; those whose heading holds most of it first, then those with most such sentences, then as they
 * stand. The whole passage where none holds any.
 */
export function marksOf(
  text: string,
  heldBy: (sentence: string) => number,
): Mark[] {
  const sentences = sentencesOf(text, heldBy);
  const most = Math.max(0, ...sentences.map(({ held }) => held));
  if (most === 0) return [{ start: 0, end: text.length, stretch: text }];
  const best = new Map<number, Sentence>();
  for (const sentence of sentences) {
    const known = best.get(sentence.part);
    // A heading only announces what is meant
    if (
      sentence.held === most &&
      (known === undefined || (known.isHeading && !sentence.isHeading))
    )
      best.set(sentence.part, sentence);
  }
  const startOf = (part: number) =>
    sentences.find((sentence) => sentence.part === part)?.start ?? 0;
  const endOf = (part: number) =>
    sentences.findLast((sentence) => sentence.part === part)?.end ??
    text.length;
  const weights = new Map(
    [...best.keys()].map((part) => [part, weightOf(sentences, part, most)]),
  );
  // Equal ones stay in the order of the text
  const parts = [...best.values()].toSorted((a, b) => {
    const [one, other] = [weights.get(a.part), weights.get(b.part)];
    if (one === undefined || other === undefined) return 0;
    return other.heading - one.heading || other.hits - one.hits;
  });
  return parts.map(({ start, end, part }) => ({
    start,
    end,
    stretch: parts.length === 1 ? text : text.slice(startOf(part), endOf(part)),
  }));
}

/** How much a section holds of what is looked for: its heading, and how many of its sentences hold the most. */
function weightOf(sentences: readonly Sentence[], part: number, most: number) {
  const own = sentences.filter((sentence) => sentence.part === part);
  const headings = own.filter(({ isHeading }) => isHeading);
  return {
    heading: Math.max(0, ...headings.map(({ held }) => held)),
    hits: own.filter(({ held }) => held === most).length,
  };
}

function sentencesOf(
  text: string,
  heldBy: (sentence: string) => number,
): Sentence[] {
  const paragraphs = paragraphsOf(text);
  const hasHeadings = paragraphs.some(({ isHeading }) => isHeading);
  let part = 0;
  return paragraphs.flatMap(({ start, end, isHeading }) => {
    if (isHeading || !hasHeadings) part += 1;
    return sentenceRanges(text.slice(start, end)).map((range) => {
      const at = { start: start + range.start, end: start + range.end };
      const held = heldBy(text.slice(at.start, at.end));
      return { ...at, held, isHeading, part };
    });
  });
}

/** What blank lines set apart. */
function paragraphsOf(
  text: string,
): { start: number; end: number; isHeading: boolean }[] {
  const paragraphs: { start: number; end: number; isHeading: boolean }[] = [];
  let start = 0;
  const take = (end: number) => {
    const isHeading = /^#{1,6} /.test(text.slice(start, start + 8));
    if (text.slice(start, end).trim() !== "")
      paragraphs.push({ start, end, isHeading });
  };
  for (
    let at = text.indexOf("\n\n");
    at !== -1;
    at = text.indexOf("\n\n", at)
  ) {
    take(at);
    while (text[at] === "\n") at += 1;
    start = at;
  }
  take(text.length);
  return paragraphs;
}
