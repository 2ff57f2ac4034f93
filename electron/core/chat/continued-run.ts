import { AppError, appErrorFrom } from "#contract/errors.ts";
import type { ModelSummary } from "#contract/models.ts";
import type {
  ContextUse,
  FinishReason,
  Timings,
  Turn,
} from "#contract/turns.ts";
import type { Models } from "#core/models/models.ts";
import type { GenerationPart } from "#core/ports/language-model.ts";
import type { EarlierTurn } from "#core/prompts/answer-prompt.ts";
import { citationsIn } from "./citations.ts";
import { failedTurn } from "./failed-turn.ts";
import type { NewTurnPart } from "./part-log.ts";
import { answerTooLong, fitPrompt } from "./prompt-fitting.ts";
import { type EndPart, type TurnRunParts, temperature } from "./turn-run.ts";
import { stopReason } from "./turn-stop.ts";

type Written = Extract<GenerationPart, { type: "finish" }>;

export interface ContinueRequest {
  /** As it was cut. */
  turn: Turn;
  model: ModelSummary;
  /** What the turn was asked after. */
  history: () => EarlierTurn[];
  emit: (part: Extract<NewTurnPart, { type: "delta" | "warning" }>) => void;
}

/** Goes on with an answer that was cut: the same prompt and passages, with what is written as its beginning. */
export class ContinuedRun {
  readonly #parts: Omit<TurnRunParts, "search" | "documentReader" | "embedder">;
  readonly #request: ContinueRequest;
  readonly #signal: AbortSignal;
  readonly #startMs: number;
  #answer: string;
  #context: ContextUse | null;

  constructor(
    parts: Omit<TurnRunParts, "search" | "documentReader" | "embedder">,
    request: ContinueRequest,
    { signal }: { signal: AbortSignal },
  ) {
    this.#parts = parts;
    this.#request = request;
    this.#signal = signal;
    this.#startMs = parts.clock.monotonicMs();
    this.#answer = request.turn.answer;
    this.#context = request.turn.context;
  }

  /** The whole of it, what was written before included. */
  get answer(): string {
    return this.#answer;
  }

  /** Never throws: what goes wrong is the part that ends the turn. */
  async end(): Promise<EndPart> {
    try {
      const leave = await this.#parts.queue.enter({ signal: this.#signal });
      try {
        return await this.#generate();
      } finally {
        leave();
      }
    } catch (error) {
      if (this.#signal.aborted) return this.#finish(stopReason(this.#signal));
      return failedTurn(error, this.#parts.log);
    }
  }

  async #generate(): Promise<EndPart> {
    const { languageModel, models } = this.#parts;
    const { turn, model, history } = this.#request;
    const loaded = await models.load(model, { signal: this.#signal });
    if (loaded.wasRestarted)
      this.#warn({ code: "worker-restarted", params: { worker: "llm" } });
    const fitted = await fitPrompt(
      {
        history: history(),
        // Those that its numbers stand for
        passages: turn.sources.filter(({ isUsed }) => isUsed),
        question: turn.question,
        begun: turn.answer,
        contextTokens: loaded.contextTokens,
      },
      languageModel,
    );
    this.#signal.throwIfAborted();
    // Without a single passage it could only invent
    if (fitted.kept.length === 0)
      throw answerTooLong(loaded.contextTokens, loaded.contextTokens);
    this.#context = fitted.context;
    for await (const part of languageModel.generate(
      { messages: fitted.messages, maxTokens: fitted.maxTokens, temperature },
      { signal: this.#signal },
    )) {
      if (part.type === "text") {
        this.#answer += part.text;
        this.#request.emit({ type: "delta", text: part.text });
      } else return this.#finishGeneration(part);
    }
    throw new AppError("internal", "The answer ended without saying so.");
  }

  #finishGeneration(written: Written): EndPart {
    const { sources } = this.#request.turn;
    const isWhole = written.reason !== "stopped";
    if (isWhole && citationsIn(this.#answer, sources).length === 0)
      this.#warn({ code: "not-cited", params: {} });
    return this.#finish(
      isWhole ? written.reason : stopReason(this.#signal),
      written,
    );
  }

  #warn(notice: Turn["notices"][number]): void {
    this.#request.emit({ type: "warning", notice });
  }

  #finish(reason: FinishReason, written?: Written): EndPart {
    const { turn } = this.#request;
    return {
      type: "finish",
      reason,
      citations: citationsIn(this.#answer, turn.sources),
      timings: bothTimings(
        turn.timings,
        this.#parts.clock.monotonicMs() - this.#startMs,
        written,
      ),
      context: this.#context,
    };
  }
}

/** The model that wrote the turn; where it is gone, the one that answers now. @throws AppError model-missing */
export async function modelToContinue(
  { model }: Turn,
  models: Pick<Models, "languageModelFor">,
): Promise<ModelSummary> {
  const own =
    model === null
      ? null
      : await models.languageModelFor({ id: model.id }).catch((error) => {
          if (appErrorFrom(error)?.code === "model-missing") return null;
          throw error;
        });
  const chosen = own ?? (await models.languageModelFor());
  if (chosen !== null) return chosen;
  throw new AppError(
    "model-missing",
    "There is no model that could go on with this answer.",
    { advice: "Choose a model, then continue." },
  );
}

/** Of the answer as a whole: what was waited for first, and all that was written. */
function bothTimings(
  before: Timings | null,
  totalMs: number,
  written: Written | undefined,
): Timings {
  const stretches = [before, written ?? null].filter((one) => one !== null);
  const sum = (
    of: (one: { outputTokens: number; generationMs: number }) => number,
  ) => stretches.reduce((total, one) => total + of(one), 0);
  const generationMs = sum((one) => one.generationMs);
  // The first token of each belongs to its prompt's time
  const timedTokens = sum((one) => Math.max(0, one.outputTokens - 1));
  return {
    retrievalMs: before?.retrievalMs ?? 0,
    firstTextMs: before?.firstTextMs ?? null,
    generationMs,
    totalMs: (before?.totalMs ?? 0) + totalMs,
    inputTokens: written?.inputTokens ?? before?.inputTokens ?? 0,
    outputTokens: sum((one) => one.outputTokens),
    tokensPerSecond:
      timedTokens > 0 && generationMs > 0
        ? (timedTokens * 1000) / generationMs
        : null,
  };
}
