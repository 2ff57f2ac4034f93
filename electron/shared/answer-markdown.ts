import type { Quote, Source, Turn } from "#contract/turns.ts";
import { withoutMarkers } from "./citation-markers.ts";
import { quotedText } from "./quoted-text.ts";

/** The answer as Markdown: what a model wrote, or the quotes that are shown, each below its number and place. */
export function answerMarkdown(
  turn: Pick<Turn, "answer" | "quotes" | "sources">,
): string {
  return turn.quotes.length === 0
    ? turn.answer
    : quotesMarkdown(turn.quotes, turn.sources);
}

/** The quotes that are shown, in Markdown. */
export function quotesMarkdown(
  quotes: readonly Quote[],
  sources: readonly Source[],
): string {
  const byNumber = new Map(sources.map((source) => [source.number, source]));
  return quotes
    .flatMap((quote) => {
      const source = byNumber.get(quote.number);
      return quote.isShown && source !== undefined
        ? [`${placeOf(source)}\n\n${blockQuote(quoteMarkdown(source, quote))}`]
        : [];
    })
    .join("\n\n");
}

/** Lines that are meant stay lines in Markdown by two spaces at their end. */
function quoteMarkdown(source: Source, quote: Quote): string {
  const { text } = quotedText(source, quote);
  return quote.keepsLines ? text.replace(/(?<=\S)\n(?=\S)/gu, "  \n") : text;
}

/** The number stands above the quote, where it can't become part of a table or of code. */
export function placeOf(source: Source): string {
  const page = source.page === null ? "" : `, page ${source.page}`;
  const path =
    source.headings.length === 0 ? "" : ` · ${source.headings.join(" › ")}`;
  return `[${source.number}] **${escaped(source.name)}${page}**${escaped(path)}`;
}

/** Text as a quote, in which no marker cites and no fence stays open. */
export function blockQuote(text: string): string {
  // [3] in a paper means its own list of literature
  const lines = withoutMarkers(text).split("\n");
  const isOpenFence =
    lines.filter((line) => /^\s{0,3}(`{3,}|~{3,})/u.test(line)).length % 2 ===
    1;
  if (isOpenFence) lines.push("```");
  return lines.map((line) => (line === "" ? ">" : `> ${line}`)).join("\n");
}

/** A name or heading is text, whatever marks it holds. */
export function escaped(text: string): string {
  return text.replace(/([\\`*_[\]<>#|~])/gu, "\\$1").replace(/\s+/gu, " ");
}
