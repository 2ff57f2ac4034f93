import type { Turn } from "#contract/turns.ts";

/** What is said of quotes: the sentences that answer, of those that are shown. */
export function spokenQuotes({ quotes, sources }: Turn): string {
  return quotes
    .filter(({ isShown }) => isShown)
    .flatMap(({ number, answers }) => {
      const source = sources.find((other) => other.number === number);
      return answers.map(({ start, end }) =>
        source === undefined
          ? ""
          : source.text.slice(start - source.start, end - source.start),
      );
    })
    .join("\n\n");
}
