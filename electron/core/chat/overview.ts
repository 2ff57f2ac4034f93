import type { SearchHit } from "#contract/search.ts";
import type { Quote, Source } from "#contract/turns.ts";
import { headingSections } from "#core/evidence/heading-sections.ts";
import { pageAt } from "#core/evidence/quote-range.ts";
import {
  type TextRange,
  trimmedRange,
} from "#core/evidence/sentence-ranges.ts";
import {
  type DocumentText,
  keepsLines,
  textUnits,
} from "#core/evidence/text-units.ts";
import type { AnswerTextReader } from "#core/library/documents/answer-text-reader.ts";

/** Of each document. */
const maxBeginningChars = 700;
const maxHeadings = 9;
const maxSentenceChars = 400;
const maxDocuments = 3;
/** The beginning and two headings of each; the rest stands behind "more". */
const shownOfEach = 3;
/** A document no longer than this is shown whole. */
const maxWholeChars = 1_500;

/** What documents say as a whole: passages for a model to read, and the same as quotes where none can. */
export interface Overview {
  hits: SearchHit[];
  quoted: { sources: Source[]; quotes: Quote[] };
}

/** Short documents whole; of others the beginnings, and below their headings the first sentences; null where there is nothing to read. */
export function overviewOf(
  documentIds: readonly string[],
  reader: AnswerTextReader,
): Overview | null {
  const hits: SearchHit[] = [];
  const sources: Source[] = [];
  const quotes: Quote[] = [];
  for (const id of documentIds.slice(0, maxDocuments)) {
    const about = reader.document(id);
    const document = reader.text(id);
    if (about === null || document === null) continue;
    for (const [place, part] of partsOf(document).entries()) {
      const { start, end } = part.range;
      const hit: SearchHit = {
        documentId: about.id,
        workspaceId: about.workspaceId,
        name: about.name,
        path: about.path,
        page: pageAt(document.blocks, start),
        start,
        end,
        headings: reader.headings(id, start) ?? [],
        score: 1 / (1 + hits.length),
        foundBy: "words",
        text: document.text.slice(start, end),
      };
      hits.push(hit);
      const number = hits.length;
      const isShown =
        place < shownOfEach || document.text.length <= maxWholeChars;
      sources.push({ ...hit, number, rank: number, isUsed: isShown });
      quotes.push({
        number,
        answers: [part.answer],
        tableHead: null,
        indent: 0,
        keepsLines: keepsLines(document, part.range),
        isShown,
      });
    }
  }
  return hits.length === 0 ? null : { hits, quoted: { sources, quotes } };
}

interface Part {
  range: TextRange;
  /** What is emphasised of it. */
  answer: TextRange;
}

function partsOf(document: DocumentText): Part[] {
  const { text, blocks } = document;
  if (text.length <= maxWholeChars) return wholeOf(document);
  const beginning = beginningOf(document);
  if (beginning === null) return [];
  const parts = [beginning];
  for (const [index, heading] of blocks.entries()) {
    if (parts.length > maxHeadings) break;
    if (heading.kind !== "heading" || heading.start < beginning.range.end)
      continue;
    // A heading above another one says what the lower one does
    const below = blocks[index + 1];
    const first = below && textUnits(document, below)[0];
    const range =
      first === undefined
        ? null
        : trimmedRange(text, {
            start: first.start,
            end: Math.min(first.end, first.start + maxSentenceChars),
          });
    if (range !== null) parts.push({ range, answer: range });
  }
  return parts;
}

/** All of it, a part for what stands below each heading; neighbours in one where there are more than of a long one. */
function wholeOf(document: DocumentText): Part[] {
  const sections = headingSections(document)
    .map(({ body }) => trimmedRange(document.text, body))
    .filter((range) => range !== null);
  const perPart = Math.ceil(sections.length / (maxHeadings + 1));
  return sections.flatMap((section, index) => {
    if (index % perPart !== 0) return [];
    const last = sections[index + perPart - 1] ?? sections.at(-1) ?? section;
    const range = { start: section.start, end: last.end };
    const [first] = textUnits(document, section);
    return [{ range, answer: first ?? section }];
  });
}

/** Whole sentences, rows and the like from the first, as many as fit; of one that is longer its first line. */
function beginningOf(document: DocumentText): Part | null {
  const from = document.blocks.find(({ kind }) => kind !== "heading");
  if (from === undefined) return null;
  const next = document.blocks.find(
    ({ kind, start }) => kind === "heading" && start > from.start,
  );
  const limit = Math.min(
    from.start + maxBeginningChars,
    next?.start ?? Infinity,
  );
  const units = textUnits(document, { start: from.start, end: limit });
  const [first] = units;
  if (first === undefined) return null;
  const whole = units.findLast(({ end }) => end <= limit);
  const range = trimmedRange(document.text, {
    start: from.start,
    end: whole?.end ?? limit,
  });
  const answer = {
    start: Math.max(first.start, range?.start ?? 0),
    end: Math.min(first.end, range?.end ?? 0),
  };
  return range === null || answer.end <= answer.start
    ? null
    : { range, answer };
}
