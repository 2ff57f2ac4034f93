import type { Quote, Source } from "#contract/turns.ts";

/** A quote as it is shown: its Markdown without the indentation that it has in the document, and what answers in it. */
export interface QuotedText {
  text: string;
  /** Offsets into `text`, in order. */
  answers: { start: number; end: number }[];
}

/** The text to show of a quoted source: below the head of its table, its lines moved to the left margin. */
export function quotedText(source: Source, quote: Quote): QuotedText {
  const head = quote.tableHead === null ? "" : `${quote.tableHead}\n`;
  const cuts: { at: number; count: number }[] = [];
  let offset = 0;
  const lines = source.text.split("\n").map((line, index) => {
    const own = line.length - line.trimStart().length;
    // The first line's indentation lies before the range
    const count = index === 0 ? 0 : Math.min(quote.indent, own);
    cuts.push({ at: offset, count });
    offset += line.length + 1;
    return line.slice(count);
  });
  const moved = (at: number) =>
    head.length +
    cuts.reduce(
      (to, cut) => to - Math.max(0, Math.min(cut.count, at - cut.at)),
      at,
    );
  return {
    text: head + lines.join("\n"),
    answers: quote.answers.map(({ start, end }) => ({
      start: moved(start - source.start),
      end: moved(end - source.start),
    })),
  };
}
