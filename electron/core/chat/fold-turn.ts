import type { ConversationId, TurnId } from "#contract/ids.ts";
import type { Turn, TurnPart } from "#contract/turns.ts";

/** A row of the turns table, without its parts. */
export interface TurnRow {
  id: TurnId;
  conversationId: ConversationId;
  question: string;
  askedAt: number;
}

/** The one way from a part log to a turn; the state follows from the parts alone. */
export function foldTurn(row: TurnRow, parts: Iterable<TurnPart>): Turn {
  const turn: Turn = {
    ...row,
    answer: "",
    state: "running",
    lastSeq: 0,
    model: null,
    route: null,
    mode: null,
    sources: [],
    considered: 0,
    notices: [],
    reason: null,
    citations: [],
    timings: null,
    context: null,
    error: null,
  };
  for (const part of parts) fold(turn, part);
  return turn;
}

function fold(turn: Turn, part: TurnPart): void {
  turn.lastSeq = part.seq;
  switch (part.type) {
    case "start":
      turn.model = part.model;
      turn.route = part.route;
      turn.notices.push(...part.warnings);
      break;
    case "sources":
      turn.mode = part.mode;
      turn.sources = part.sources;
      turn.considered = part.considered;
      break;
    case "delta":
      turn.answer += part.text;
      break;
    case "warning":
      turn.notices.push(part.notice);
      break;
    case "finish":
      turn.state = "finished";
      turn.reason = part.reason;
      turn.citations = part.citations;
      turn.timings = part.timings;
      turn.context = part.context;
      break;
    case "error":
      turn.state = "failed";
      turn.error = part.error;
      break;
  }
}
