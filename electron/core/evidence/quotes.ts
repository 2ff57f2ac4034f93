import type { Embedder } from "#core/ports/embedder.ts";
import {
  type AnsweringSentence,
  type EvidencePassage,
  rankAnsweringSentences,
} from "./answering-sentences.ts";
import { pageAt, quoteRange } from "./quote-range.ts";
import type { TextRange } from "./sentence-ranges.ts";
import { keepsLines } from "./text-units.ts";

export interface QuotedPassage extends EvidencePassage {
  documentId: string;
}

/** A stretch of a document that is quoted, and what of it answers. */
export interface EvidenceQuote extends TextRange {
  /** The index of the passage that it is cut from. */
  passage: number;
  /** In order, inside the quote; at least one. */
  answers: TextRange[];
  /** The table's head, or the fence of the code, where the quote begins below it; else null. */
  tableHead: string | null;
  page: number | null;
  /** Its line ends are meant: lines of plain text, as of a log. */
  keepsLines: boolean;
  /** False: kept behind "more". */
  isShown: boolean;
}

/** Passages whose sentences compete for the first place; those behind them keep their order. */
const competingPassages = 5;
const maxShown = 3;
/** What is this much worse than the best is not shown at once. */
const shownWithin = 0.4;
/** What two sections say of one thing, as the tenant's notice and the landlord's: no score tells which is meant. */
const rivalWithin = 0.05;
const maxMergedChars = 1_200;
/** Text between two quotes that is left in when they are merged. */
const mergedGapChars = 80;

/**
 * What to quote of the passages that were found, one quote each, best first and those of one document together.
 * Quotes that touch are merged; repetitions and bibliographies stay behind. Ranges are exact.
 * @throws the signal's reason
 */
export async function quotesOf(
  options: {
    question: string;
    passages: readonly QuotedPassage[];
    embedder: Pick<Embedder, "embed"> | null;
  },
  { signal }: { signal: AbortSignal },
): Promise<EvidenceQuote[]> {
  const { question, passages, embedder } = options;
  const ranked = await rankAnsweringSentences(
    { question, passages: passages.slice(0, competingPassages), embedder },
    { signal },
  );
  const behind = await rankAnsweringSentences(
    { question, passages: passages.slice(competingPassages), embedder: null },
    { signal },
  );
  const best = [
    ...bestOfEach(ranked),
    ...bestOfEach(
      behind
        .map((sentence) => ({
          ...sentence,
          passage: sentence.passage + competingPassages,
        }))
        .toSorted((a, b) => a.passage - b.passage || b.score - a.score),
    ),
  ];
  return grouped(chosen(best, passages), passages);
}

/** The best sentence of each passage, and one of another section of it that answers as well. */
function bestOfEach(ranked: readonly AnsweringSentence[]): AnsweringSentence[] {
  const best = new Map<number, AnsweringSentence>();
  const rivalled = new Set<number>();
  return ranked.filter((sentence) => {
    const { passage, section, score } = sentence;
    const first = best.get(passage);
    if (first === undefined) {
      best.set(passage, sentence);
      return true;
    }
    if (
      rivalled.has(passage) ||
      section === first.section ||
      score < first.score - rivalWithin
    )
      return false;
    rivalled.add(passage);
    return true;
  });
}

function chosen(
  best: readonly AnsweringSentence[],
  passages: readonly QuotedPassage[],
): EvidenceQuote[] {
  const quotes: EvidenceQuote[] = [];
  const said = new Set<string>();
  const top = best[0]?.score ?? 0;
  for (const sentence of best) {
    const passage = passages[sentence.passage];
    if (passage === undefined) continue;
    const { document } = passage;
    const answer = { start: sentence.start, end: sentence.end };
    const range = quoteRange(document, sentence);
    const { head } = sentence;
    const tableHead =
      head === null || head.start >= range.start
        ? null
        : document.text.slice(head.start, head.end);
    const next = {
      ...range,
      tableHead,
      keepsLines: keepsLines(document, range),
    };
    if (quotes.some((quote) => merge(quote, next, answer, passages, passage)))
      continue;
    const words = wordsOnly(document.text.slice(answer.start, answer.end));
    const isRepetition = words !== "" && said.has(words);
    said.add(words);
    const shown = quotes.filter(({ isShown }) => isShown).length;
    quotes.push({
      ...next,
      passage: sentence.passage,
      answers: [answer],
      page: pageAt(document.blocks, range.start),
      isShown:
        shown === 0 ||
        (shown < maxShown &&
          !isRepetition &&
          !sentence.isReference &&
          sentence.passage < competingPassages &&
          sentence.score >= top - shownWithin),
    });
  }
  return quotes;
}

/** Makes a quote reach over what overlaps or nearly touches it in the same document and on the same page. */
function merge(
  quote: EvidenceQuote,
  range: TextRange & Pick<EvidenceQuote, "tableHead" | "keepsLines">,
  answer: TextRange,
  passages: readonly QuotedPassage[],
  passage: QuotedPassage,
): boolean {
  if (passages[quote.passage]?.documentId !== passage.documentId) return false;
  // What stands below a fence and what doesn't are drawn apart
  const heads = [quote.tableHead, range.tableHead];
  if (heads[0] !== heads[1] && heads.some((head) => /^[`~]/u.test(head ?? "")))
    return false;
  const { text, blocks } = passage.document;
  const start = Math.min(quote.start, range.start);
  const end = Math.max(quote.end, range.end);
  const gapStart = Math.min(quote.end, range.end);
  const gapEnd = Math.max(quote.start, range.start);
  if (gapEnd - gapStart > mergedGapChars || end - start > maxMergedChars)
    return false;
  const isCut = blocks.some(
    (block) =>
      block.start >= gapStart &&
      block.start < gapEnd &&
      block.kind === "heading",
  );
  if (isCut || pageAt(blocks, range.start) !== quote.page) return false;
  // Of a table or list that both are part of there may be rows between them
  if (/\n/u.test(text.slice(gapStart, gapEnd).trim())) return false;
  quote.start = start;
  quote.end = end;
  quote.keepsLines ||= range.keepsLines;
  const isKnown = quote.answers.some(
    (known) => known.start < answer.end && answer.start < known.end,
  );
  if (!isKnown)
    quote.answers = [...quote.answers, answer].sort(
      (a, b) => a.start - b.start,
    );
  return true;
}

/** Quotes of one document stand together, at the place of the best; what is shown stands before what is behind. */
function grouped(
  quotes: readonly EvidenceQuote[],
  passages: readonly QuotedPassage[],
): EvidenceQuote[] {
  const together = (some: readonly EvidenceQuote[]) => [
    ...Map.groupBy(
      some,
      ({ passage }) => passages[passage]?.documentId,
    ).values(),
  ];
  return [
    ...together(quotes.filter(({ isShown }) => isShown)),
    ...together(quotes.filter(({ isShown }) => !isShown)),
  ].flat();
}

function wordsOnly(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}
