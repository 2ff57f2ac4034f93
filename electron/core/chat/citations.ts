import { citationMarker, markedNumbers } from "#contract/citation-markers.ts";
import type { Citation, Source } from "#contract/turns.ts";

const fencedCode =
  /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^\1[ \t]*$|$(?![\s\S]))/gmu;
const inlineCode = /`[^`\n]+`/gu;

/** Numbers in the order of their first citation; code holds none. */
export function citedNumbers(answer: string): number[] {
  const prose = answer.replace(fencedCode, "").replace(inlineCode, "");
  const numbers = new Set<number>();
  for (const [, list = ""] of prose.matchAll(citationMarker))
    for (const number of markedNumbers(list)) numbers.add(number);
  return [...numbers];
}

/** What the answer cites: only sources that were given to the writer, each with its exact range. */
export function citationsIn(
  answer: string,
  sources: readonly Source[],
): Citation[] {
  const byNumber = new Map(
    sources
      .filter((source) => source.isUsed)
      .map((source) => [source.number, source]),
  );
  return citedNumbers(answer).flatMap((number) => {
    const source = byNumber.get(number);
    if (source === undefined) return [];
    const { path, page, start, end, text } = source;
    return [{ number, path, page, start, end, text }];
  });
}
