import type { Turn, TurnPart } from "./turns.ts";

/** What is known of a turn when it has been asked. */
export type AskedTurn = Pick<
  Turn,
  "id" | "conversationId" | "question" | "askedAt"
>;

/** A turn that has just been asked: nothing of its log is folded in yet. */
export function newTurn(asked: AskedTurn): Turn {
  return {
    ...asked,
    answer: "",
    quotes: [],
    state: "running",
    lastSeq: 0,
    model: null,
    route: null,
    mode: null,
    sources: [],
    considered: 0,
    answerability: null,
    coverage: null,
    within: [],
    withinFolders: [],
    notices: [],
    reason: null,
    citations: [],
    timings: null,
    context: null,
    error: null,
  };
}

/**
 * The one way from a part log to a turn, in the engine and in every client: the state follows from the parts alone.
 * Parts that the turn has seen already change nothing; the turn that was given stays as it was.
 */
export function foldParts(turn: Turn, parts: Iterable<TurnPart>): Turn {
  const next = { ...turn, notices: [...turn.notices] };
  for (const part of parts) if (part.seq > next.lastSeq) fold(next, part);
  return next;
}

function fold(turn: Turn, part: TurnPart): void {
  turn.lastSeq = part.seq;
  switch (part.type) {
    case "start":
      turn.model = part.model;
      turn.route = part.route;
      turn.within = part.within;
      turn.withinFolders = part.withinFolders ?? [];
      turn.notices.push(...part.warnings);
      break;
    case "sources":
      turn.mode = part.mode;
      turn.sources = part.sources;
      turn.considered = part.considered;
      turn.answerability = part.answerability;
      turn.coverage = part.coverage;
      break;
    case "quotes":
      turn.quotes = part.quotes;
      break;
    case "delta":
      turn.answer += part.text;
      break;
    case "warning":
      // The model wrote nothing: the passages answer in its place
      if (part.notice.code === "model-failed") turn.route = "passages";
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
    case "continue":
      turn.state = "running";
      turn.model = part.model;
      turn.reason = null;
      turn.error = null;
      // Both are said again if they are still so
      turn.notices = turn.notices.filter(
        ({ code }) => code !== "not-cited" && code !== "worker-restarted",
      );
      break;
  }
}
