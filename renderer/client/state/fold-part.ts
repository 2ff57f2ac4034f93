import type { ConversationId, TurnId } from "#contract/ids.ts";
import type { Turn, TurnPart } from "#contract/turns.ts";

/** A turn that has just been asked: nothing of its log is folded in yet. */
export function newTurn(
  id: TurnId,
  conversationId: ConversationId,
  question: string,
  askedAt: number,
): Turn {
  return {
    id,
    conversationId,
    question,
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
    askedAt,
  };
}

/** Folds the next parts of a turn's log into it. Parts that it has seen already change nothing. */
export function foldParts(turn: Turn, parts: readonly TurnPart[]): Turn {
  const next = { ...turn };
  for (const part of parts) {
    if (part.seq <= next.lastSeq) continue;
    next.lastSeq = part.seq;
    switch (part.type) {
      case "start":
        next.model = part.model;
        next.route = part.route;
        next.notices = [...next.notices, ...part.warnings];
        break;
      case "sources":
        next.mode = part.mode;
        next.sources = part.sources;
        next.considered = part.considered;
        break;
      case "delta":
        next.answer += part.text;
        break;
      case "warning":
        next.notices = [...next.notices, part.notice];
        break;
      case "finish":
        next.state = "finished";
        next.reason = part.reason;
        next.citations = part.citations;
        next.timings = part.timings;
        next.context = part.context;
        break;
      case "error":
        next.state = "failed";
        next.error = part.error;
        break;
    }
  }
  return next;
}
