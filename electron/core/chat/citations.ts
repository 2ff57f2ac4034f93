import type { Citation, Source } from "#contract/turns.ts";
import { citationMarker, markedNumbers } from "#shared/citation-markers.ts";

const inlineCode = /`[^`\n]+`/gu;

/** Numbers in the order of their first citation; code holds none. */
export function citedNumbers(answer: string): number[] {
  const prose = withoutFences(answer).replace(inlineCode, "");
  const numbers = new Set<number>();
  for (const [, list = ""] of prose.matchAll(citationMarker))
    for (const number of markedNumbers(list)) numbers.add(number);
  return [...numbers];
}

/** Line by line: a fence without an end goes on to the last one. */
function withoutFences(answer: string): string {
  let fence: string | null = null;
  const prose: string[] = [];
  for (const line of answer.split("\n")) {
    const mark = /^(?:`{3,}|~{3,})/u.exec(line)?.[0] ?? null;
    if (fence === null && mark === null) prose.push(line);
    else if (fence === null) fence = mark;
    else if (line.trimEnd() === fence) fence = null;
  }
  return prose.join("\n");
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
