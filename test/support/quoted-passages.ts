import type { Block } from "#contract/library.ts";
import { type QuotedPassage, quotesOf } from "#core/evidence/quotes.ts";
import { noSignal } from "./chat-harness.ts";

export const filler =
  "The weather was mild and nothing of note happened in the village that day. ".repeat(
    12,
  );

/** A document of the blocks that are given, one after the other, and a passage that is all of it. */
export function passage(
  documentId: string,
  ...parts: (string | [Block["kind"], string])[]
): QuotedPassage {
  let text = "";
  const blocks = parts.map((part): Block => {
    const [kind, body] =
      typeof part === "string" ? ["paragraph" as const, part] : part;
    const start = text.length;
    text += `${body}\n\n`;
    return {
      kind,
      start,
      end: start + body.length,
      page: null,
      level: kind === "heading" ? 2 : null,
    };
  });
  return {
    documentId,
    document: { text, blocks },
    headings: [],
    start: 0,
    end: text.length,
  };
}

export async function quoted(question: string, ...passages: QuotedPassage[]) {
  const quotes = await quotesOf(
    { question, passages, embedder: null },
    { signal: noSignal },
  );
  return quotes.map((quote) => {
    const text = passages[quote.passage]?.document.text ?? "";
    return {
      ...quote,
      text: text.slice(quote.start, quote.end),
      said: quote.answers.map(({ start, end }) => text.slice(start, end)),
    };
  });
}
