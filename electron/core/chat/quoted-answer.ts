import type { SearchHit } from "#contract/search.ts";
import type { Citation, Quote, Source } from "#contract/turns.ts";
import { type EvidenceQuote, quotesOf } from "#core/evidence/quotes.ts";
import type { AnswerTextReader } from "#core/library/documents/answer-text-reader.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import { numbered } from "./find-passages.ts";

/** The answer made of passages: the ranking as sources, and what of them is quoted. */
export interface QuotedAnswer {
  /** Those that are quoted first, narrowed to what is quoted, so that a citation opens at just that. */
  sources: Source[];
  quotes: Quote[];
}

/**
 * Quotes the passages that were found. Passages of documents that are gone meanwhile stay sources and are not quoted.
 * @throws the signal's reason
 */
export async function quotedAnswer(
  options: {
    question: string;
    hits: readonly SearchHit[];
    reader: AnswerTextReader;
    embedder: Pick<Embedder, "embed"> | null;
  },
  { signal }: { signal: AbortSignal },
): Promise<QuotedAnswer> {
  const { question, hits, reader, embedder } = options;
  const ranked = numbered(hits, 0);
  const passages = ranked.flatMap((source) => {
    const document = reader.text(source.documentId);
    return document === null ? [] : [{ ...source, document, source }];
  });
  const found = await quotesOf({ question, passages, embedder }, { signal });
  const quotes: Quote[] = [];
  const sources: Source[] = [];
  const taken = new Set<number>();
  for (const quote of found) {
    const passage = passages[quote.passage];
    if (passage === undefined) continue;
    taken.add(passage.source.rank);
    const number = sources.length + 1;
    const { text } = passage.document;
    sources.push({
      ...passage.source,
      number,
      isUsed: quote.isShown,
      page: quote.page,
      start: quote.start,
      end: quote.end,
      text: text.slice(quote.start, quote.end),
      headings:
        reader.headings(passage.documentId, quote.start) ?? passage.headings,
    });
    quotes.push({
      number,
      answers: quote.answers,
      tableHead: quote.tableHead,
      indent: indentAt(text, quote),
      keepsLines: quote.keepsLines,
      isShown: quote.isShown,
    });
  }
  const others = ranked.filter(({ rank }) => !taken.has(rank));
  return {
    quotes,
    sources: [
      ...sources,
      ...others.map((source, index) => ({
        ...source,
        number: sources.length + index + 1,
      })),
    ],
  };
}

/** What is shown cites itself; the rest is not said. */
export function quoteCitations(
  quotes: readonly Quote[],
  sources: readonly Source[],
): Citation[] {
  const shown = new Set(
    quotes.filter(({ isShown }) => isShown).map(({ number }) => number),
  );
  return sources
    .filter(({ number }) => shown.has(number))
    .map(({ number, path, page, start, end, text }) => ({
      number,
      path,
      page,
      start,
      end,
      text,
    }));
}

/** The spaces before the line that the quote begins on. */
function indentAt(text: string, { start }: EvidenceQuote): number {
  const line = text.slice(
    text.lastIndexOf("\n", Math.max(0, start - 1)) + 1,
    start,
  );
  return /^[ \t]*/u.exec(line.slice(0, 40))?.[0].length ?? 0;
}
