/** A stretch of Markdown that is quoted whole or not at all: a sentence, a list item, a table, a code block. */
export interface TextUnit {
  start: number;
  end: number;
  /** Sentences and lines may stand alone; a table or a block of code is one unit where it is short enough. */
  kind: "heading" | "sentence" | "table" | "code";
}

const longestBlock = 1200;
const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });

/** The units of a passage in order, white space between them left out. */
export function textUnits(text: string): TextUnit[] {
  const units: TextUnit[] = [];
  for (const block of blocksOf(text)) {
    const body = text.slice(block.start, block.end);
    if (block.kind === "text") units.push(...sentencesOf(body, block.start));
    else if (body.length <= longestBlock)
      units.push(trimmed(text, block.start, block.end, block.kind));
    else units.push(...linesOf(body, block.start));
  }
  return units.filter((unit) => unit.end > unit.start);
}

interface TextBlock {
  start: number;
  end: number;
  kind: "text" | "table" | "code";
}

function blocksOf(text: string): TextBlock[] {
  const blocks: TextBlock[] = [];
  let fence: string | null = null;
  let start = 0;
  for (const line of text.split(/(?<=\n)/u)) {
    const end = start + line.length;
    const mark = /^\s*(`{3,}|~{3,})/u.exec(line)?.[1] ?? null;
    const isFence = mark !== null && (fence === null || mark.startsWith(fence));
    const kind: TextBlock["kind"] =
      fence !== null || isFence
        ? "code"
        : /^\s*\|.*\|\s*$/u.test(line)
          ? "table"
          : "text";
    const last = blocks.at(-1);
    const isBreak = kind === "text" && line.trim() === "";
    const opensFence = isFence && fence === null;
    if (last?.kind === kind && last.end === start && !isBreak && !opensFence)
      last.end = end;
    else blocks.push({ start, end, kind });
    if (isFence) fence = fence === null ? mark : null;
    start = end;
  }
  return blocks;
}

function sentencesOf(body: string, offset: number): TextUnit[] {
  return linesAsParagraphs(body).flatMap(({ start, text }) =>
    /^\s*#{1,6}\s/u.test(text)
      ? [trimmed(text, 0, text.length, "heading", offset + start)]
      : sentenceRanges(text).map(([from, to]) =>
          trimmed(text, from, to, "sentence", offset + start),
        ),
  );
}

/** Marks such as [5] or [[5]](#note-5) after a full stop, where the segmenter ends a sentence wrongly. */
const footnoteMarks =
  /(?<=[.!?…。！？]["'”’)]*)(?:\s?\[{1,2}[^[\]\n]{1,8}\]{1,2}(?:\([^)\s]*\))?)+/gu;

/** Start and end of each sentence; a footnote's mark belongs to the sentence before it. */
function sentenceRanges(text: string): [number, number][] {
  const read = text.replace(footnoteMarks, (marks) => " ".repeat(marks.length));
  return [...sentences.segment(read)].map(({ index, segment }) => [
    index,
    index + segment.length,
  ]);
}

/** List items and headings end a sentence even without a full stop; other line ends don't. */
function linesAsParagraphs(body: string): { start: number; text: string }[] {
  const parts: { start: number; text: string }[] = [];
  let start = 0;
  for (const text of body.split(
    /(?<=\n)(?=\s*(?:[-*+•]|\d{1,3}[.)]|#{1,6})\s)|(?<=^\s*#{1,6}\s[^\n]*\n)/mu,
  )) {
    parts.push({ start, text });
    start += text.length;
  }
  return parts;
}

function linesOf(body: string, offset: number): TextUnit[] {
  const units: TextUnit[] = [];
  let start = 0;
  for (const line of body.split(/(?<=\n)/u)) {
    units.push(trimmed(line, 0, line.length, "sentence", offset + start));
    start += line.length;
  }
  return units;
}

function trimmed(
  text: string,
  start: number,
  end: number,
  kind: TextUnit["kind"],
  offset = 0,
): TextUnit {
  const body = text.slice(start, end);
  const lead = body.length - body.trimStart().length;
  return {
    start: offset + start + lead,
    end: offset + start + Math.max(lead, body.trimEnd().length),
    kind,
  };
}
