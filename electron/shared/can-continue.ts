import type { FinishReason, Turn } from "#contract/turns.ts";

const cutReasons: readonly (FinishReason | null)[] = [
  "length",
  "stopped",
  "interrupted",
];

/** True where a model wrote the beginning of an answer that did not come to its end: it can go on with it. */
export function canContinue(
  turn: Pick<Turn, "state" | "route" | "reason" | "answer">,
): boolean {
  const { state, route, reason, answer } = turn;
  const isCut =
    state === "failed" || (state === "finished" && cutReasons.includes(reason));
  return isCut && route === "local" && answer.trim() !== "";
}
