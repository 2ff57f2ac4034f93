import type { Source, Turn } from "#contract/turns.ts";

const maxFound = 6;

/** The sources that an answer cites; where it cites none, those that it was given, or the best found until then. */
export function shownSources(
  turn: Pick<Turn, "sources" | "citations" | "state">,
): Source[] {
  const cited = new Set(turn.citations.map(({ number }) => number));
  const shown = turn.sources.filter((source) =>
    cited.size > 0 ? cited.has(source.number) : source.isUsed,
  );
  return shown.length === 0 && turn.state === "running"
    ? turn.sources.slice(0, maxFound)
    : shown;
}
