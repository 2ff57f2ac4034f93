import type { Turn } from "#contract/turns.ts";
import { citationsIn } from "./citations.ts";
import { quoteCitations } from "./quoted-answer.ts";
import type { EndPart } from "./turn-run.ts";

/** The end of a turn that Hearth did not live to write: what was written stays, and nothing more was measured. */
export function interruptedTurn(turn: Turn): EndPart {
  return {
    type: "finish",
    reason: "interrupted",
    citations:
      turn.quotes.length > 0
        ? quoteCitations(turn.quotes, turn.sources)
        : citationsIn(turn.answer, turn.sources),
    timings: turn.timings ?? {
      retrievalMs: 0,
      firstTextMs: null,
      generationMs: 0,
      totalMs: 0,
      inputTokens: 0,
      outputTokens: 0,
      tokensPerSecond: null,
    },
    context: turn.context,
  };
}
