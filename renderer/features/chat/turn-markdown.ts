import type { Source, Turn } from "#contract/turns.ts";
import {
  answerMarkdown,
  blockQuote,
  escaped,
  placeOf,
} from "#shared/answer-markdown.ts";

/** The words around what is exported, in the person's language. */
export interface ExportWords {
  sources: string;
  nothingFound: string;
}

/** An answer with a numbered list of its sources below it, as it is copied; empty where nothing was answered. */
export function copiedMarkdown(turn: Turn, words: ExportWords): string {
  const answer = answerMarkdown(turn);
  // Each quote stands below its own number and place already
  if (answer === "" || turn.quotes.length > 0) return answer;
  return withSources(answer, listed(turn).map(placeOf), words);
}

/** A question, its answer and its sources: file, page and the words of the passage. */
export function turnMarkdown(turn: Turn, words: ExportWords): string {
  const answer =
    answerMarkdown(turn) ||
    (turn.reason === "nothing-found" ? words.nothingFound : "") ||
    (turn.error?.message ?? "");
  const isQuoted = turn.quotes.length > 0;
  const sources = listed(turn).map((source) =>
    [
      placeOf(source),
      escaped(source.path),
      ...(isQuoted ? [] : [blockQuote(source.text)]),
    ].join("\n\n"),
  );
  return `## ${escaped(turn.question)}\n\n${withSources(answer, sources, words)}`;
}

/** All turns below the title. */
export function conversationMarkdown(
  title: string,
  turns: readonly Turn[],
  words: ExportWords,
): string {
  const parts = turns.map((turn) => turnMarkdown(turn, words));
  return `${[`# ${escaped(title)}`, ...parts].join("\n\n")}\n`;
}

/** What the answer cites or shows; what the model was given where it cites nothing. */
function listed(turn: Turn): Source[] {
  if (turn.reason === "nothing-found") return [];
  const shown = new Set(
    turn.quotes.length > 0
      ? turn.quotes.filter((quote) => quote.isShown).map(({ number }) => number)
      : turn.citations.map(({ number }) => number),
  );
  return turn.sources.filter(({ number, isUsed }) =>
    shown.size > 0 ? shown.has(number) : isUsed,
  );
}

function withSources(
  answer: string,
  sources: readonly string[],
  words: ExportWords,
): string {
  if (sources.length === 0) return answer;
  return [answer, `**${words.sources}**`, ...sources].join("\n\n");
}
