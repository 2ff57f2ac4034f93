import { foldParts, newTurn } from "#contract/fold-turn.ts";
import type { ConversationId, TurnId } from "#contract/ids.ts";
import type { ModelSummary } from "#contract/models.ts";
import type { Source, Turn, TurnPart } from "#contract/turns.ts";
import { fakeSources } from "./fake-answers.ts";
import { failure } from "./fake-documents.ts";
import { fakeNotFound, fakeQuotes } from "./fake-quotes.ts";
import { FakeStream } from "./fake-stream.ts";

interface Entry {
  turn: Turn;
  parent: TurnId | null;
  parts: TurnPart[];
  stream: FakeStream<TurnPart>;
  stop: AbortController;
}

export interface FakeTurnOptions {
  answer: string;
  /** Between two deltas; 0 gives them as fast as they come. */
  deltaMs: number;
  deltaChars: number;
  model: () => ModelSummary | null;
  onEnd: (turn: Turn) => void;
}

/**
 * Turns that write one scripted answer, whatever is asked; one with "fail" in it fails, one with "nowhere" finds
 * nothing, one with "at length" is cut in the middle, one with "missing.pdf" names a file that is not there.
 */
export class FakeTurns {
  readonly #entries = new Map<TurnId, Entry>();
  readonly #options: FakeTurnOptions;

  constructor(options: FakeTurnOptions) {
    this.#options = options;
  }

  start(
    conversationId: ConversationId,
    question: string,
    at: {
      insteadOf?: TurnId | undefined;
      after?: TurnId | undefined;
      within?: Turn["within"];
      withinFolders?: Turn["withinFolders"];
    } = {},
  ): Turn {
    const newest = this.#of(conversationId).at(-1)?.turn.id ?? null;
    const parent =
      at.insteadOf === undefined
        ? (at.after ?? newest)
        : (this.#entries.get(at.insteadOf)?.parent ?? null);
    const id = globalThis.crypto.randomUUID() as TurnId;
    const entry: Entry = {
      turn: newTurn({ id, conversationId, question, askedAt: Date.now() }),
      parent,
      parts: [],
      stream: new FakeStream(),
      stop: new AbortController(),
    };
    this.#entries.set(id, entry);
    void this.#write(entry, {
      within: at.within ?? [],
      withinFolders: at.withinFolders ?? [],
    });
    return entry.turn;
  }

  /** As the engine has it: the line with the newest turn, or the one through a turn, and what was asked again in it. */
  line(
    conversationId: ConversationId,
    through: TurnId | undefined,
  ): { turns: Turn[]; branches: { turnId: TurnId; siblings: TurnId[] }[] } {
    const all = this.#of(conversationId);
    const ancestors = (entry: Entry | undefined): Entry[] =>
      entry === undefined
        ? []
        : [
            ...ancestors(
              entry.parent === null
                ? undefined
                : this.#entries.get(entry.parent),
            ),
            entry,
          ];
    const end = all.findLast(
      (entry) =>
        through === undefined ||
        ancestors(entry).some(({ turn }) => turn.id === through),
    );
    const line = ancestors(end);
    return {
      turns: line.map(({ turn }) => turn),
      branches: line.flatMap(({ turn, parent }) => {
        const siblings = all
          .filter((other) => other.parent === parent)
          .map((other) => other.turn.id);
        return siblings.length > 1 ? [{ turnId: turn.id, siblings }] : [];
      }),
    };
  }

  #of(conversationId: ConversationId): Entry[] {
    return [...this.#entries.values()].filter(
      ({ turn }) => turn.conversationId === conversationId,
    );
  }

  stop(id: TurnId): void {
    this.#entries.get(id)?.stop.abort();
  }

  /** Null for a turn that is not there. */
  continue(id: TurnId): Turn | null {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.turn.state === "running")
      return entry?.turn ?? null;
    entry.stream = new FakeStream();
    entry.stop = new AbortController();
    this.#add(entry, { type: "continue", model: entry.turn.model });
    void this.#writeText(entry, this.#options.answer.length);
    return entry.turn;
  }

  /** Null for a turn that is not there. */
  watch(
    id: TurnId,
    fromSeq: number,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<TurnPart> | null {
    const entry = this.#entries.get(id);
    if (entry === undefined) return null;
    const missed = entry.parts.filter(({ seq }) => seq > fromSeq);
    return entry.stream.read(missed, signal);
  }

  async #write(
    entry: Entry,
    scope: Pick<Turn, "within" | "withinFolders">,
  ): Promise<void> {
    const { answer, deltaMs, model } = this.#options;
    const chosen = model();
    const { question } = entry.turn;
    const add = (part: Record<string, unknown>) => this.#add(entry, part);
    await pause(deltaMs);
    add({
      type: "start",
      turnId: entry.turn.id,
      model: chosen && { id: chosen.id, name: chosen.name },
      route: chosen ? "local" : "passages",
      ...scope,
      warnings: question.includes("missing.pdf") ? [noSuchFile] : [],
    });
    if (question.includes("fail")) {
      add({
        type: "error",
        error: failure(
          "worker-crashed",
          "The language model stopped while it was writing.",
          "Ask again: it has been started with a plainer setting.",
        ),
      });
    } else if (question.includes("nowhere")) {
      add({ type: "sources", mode: "hybrid", ...fakeNotFound() });
      add({
        ...finish(false, false),
        reason: "nothing-found",
        citations: [],
        context: null,
      });
    } else if (chosen === null) {
      const { sources, quotes } = fakeQuotes();
      add({
        type: "sources",
        mode: "hybrid",
        sources,
        considered: 212,
        answerability: null,
        coverage: null,
      });
      add({ type: "quotes", quotes });
      add({ ...finish(false, false), citations: citationsOf(sources) });
    } else {
      const sources = fakeSources();
      add({
        type: "sources",
        mode: "hybrid",
        sources,
        considered: 212,
        answerability: null,
        coverage: null,
      });
      const isCut = question.includes("at length");
      await this.#writeText(entry, isCut ? answer.length / 2 : answer.length);
      return;
    }
    this.#end(entry);
  }

  /** The scripted answer from where the turn is up to `end`. */
  async #writeText(entry: Entry, end: number): Promise<void> {
    const { answer, deltaMs, deltaChars } = this.#options;
    const { signal } = entry.stop;
    while (entry.turn.answer.length < end && !signal.aborted) {
      await pause(deltaMs);
      const at = entry.turn.answer.length;
      this.#add(entry, {
        type: "delta",
        text: answer.slice(at, at + deltaChars),
      });
    }
    const notice = { code: "passages-dropped", params: { kept: 6, total: 9 } };
    this.#add(entry, { type: "warning", notice });
    const isCut = end < answer.length && !signal.aborted;
    this.#add(entry, {
      ...finish(signal.aborted, true),
      ...(isCut ? { reason: "length" } : {}),
    });
    this.#end(entry);
  }

  #add(entry: Entry, part: Record<string, unknown>): void {
    // The sequence number is what makes each member of the union whole
    const whole = { ...part, seq: entry.parts.length + 1 } as TurnPart;
    entry.parts.push(whole);
    entry.turn = foldParts(entry.turn, [whole]);
    entry.stream.push(whole);
  }

  #end(entry: Entry): void {
    entry.stream.end();
    this.#options.onEnd(entry.turn);
  }
}

const noSuchFile = {
  code: "no-such-file",
  params: { name: "missing.pdf", nearest: "lease.pdf" },
};

const pause = (ms: number) =>
  ms === 0
    ? Promise.resolve()
    : new Promise<void>((resolve) => setTimeout(resolve, ms));

const citationsOf = (sources: readonly Source[]) =>
  sources
    .filter(({ isUsed }) => isUsed)
    .map(({ number, path, page, start, end, text }) => ({
      number,
      path,
      page,
      start,
      end,
      text,
    }));

function finish(
  isStopped: boolean,
  hasModel: boolean,
): Record<string, unknown> {
  return {
    type: "finish",
    reason: isStopped ? "stopped" : "complete",
    citations: citationsOf(fakeSources().filter(({ number }) => number !== 4)),
    timings: {
      retrievalMs: 12,
      firstTextMs: 80,
      generationMs: 900,
      totalMs: 1000,
      inputTokens: 1500,
      outputTokens: 120,
      tokensPerSecond: hasModel ? 38.2 : null,
    },
    context: hasModel
      ? {
          contextTokens: 4096,
          systemTokens: 120,
          historyTokens: 0,
          passageTokens: 1400,
          questionTokens: 36,
          answerRoomTokens: 2540,
        }
      : null,
  };
}
