import { AppError, appErrorFrom } from "#contract/errors.ts";
import type { TurnId } from "#contract/ids.ts";
import type { ModelSummary } from "#contract/models.ts";
import type { Notice } from "#contract/notices.ts";
import type { SearchResult } from "#contract/search.ts";
import type {
  ContextUse,
  Coverage,
  FinishReason,
  Quote,
  Source,
  Turn,
} from "#contract/turns.ts";
import type { SerialQueue } from "#core/concurrency/serial-queue.ts";
import type { AnswerTextReader } from "#core/library/documents/answer-text-reader.ts";
import type { ModelChoice, Models } from "#core/models/models.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import type {
  GenerationPart,
  LanguageModel,
} from "#core/ports/language-model.ts";
import type { Log } from "#core/ports/log.ts";
import type { EarlierTurn } from "#core/prompts/answer-prompt.ts";
import { answerMarkdown } from "#shared/answer-markdown.ts";
import { citationsIn } from "./citations.ts";
import { failedTurn } from "./failed-turn.ts";
import {
  type FoundPassages,
  findPassages,
  numbered,
  type PassageRequest,
  type PassageSearch,
} from "./find-passages.ts";
import type { NewTurnPart } from "./part-log.ts";
import { fitPrompt } from "./prompt-fitting.ts";
import { quoteCitations, quotedAnswer } from "./quoted-answer.ts";
import { sourcesPart, startPart } from "./turn-parts.ts";
import { stopReason } from "./turn-stop.ts";
import { TurnStopwatch } from "./turn-stopwatch.ts";

/** Low: the answer is in the passages. */
export const temperature = 0.2;

export type EndPart = Extract<NewTurnPart, { type: "finish" | "error" }>;

export interface TurnRunParts {
  clock: Clock;
  log: Log;
  search: PassageSearch;
  /** A new one for each answer. */
  documentReader: () => AnswerTextReader;
  embedder: Pick<Embedder, "embed">;
  languageModel: LanguageModel;
  models: Pick<Models, "languageModelFor" | "load">;
  /** One turn at a time has the language model, in the order in which they came. */
  queue: SerialQueue;
}

export interface TurnRequest extends PassageRequest {
  turnId: TurnId;
  /** Folders that were chosen. */
  withinFolders: Turn["withinFolders"];
  /** Undefined: what the settings say. */
  model: ModelChoice | undefined;
  warnings: Notice[];
  /** Read when the model is free: the turn before may still be writing when this one is asked. */
  history: () => EarlierTurn[];
  /** Read where nothing was found: of the documents that were searched, or of all. */
  coverage: (only: readonly string[] | null) => Coverage;
  emit: (part: Exclude<NewTurnPart, EndPart>) => void;
}

/** Takes one turn from the question to the part that ends it: find, fit, write; or quote where nothing can write. */
export class TurnRun {
  readonly #parts: TurnRunParts;
  readonly #request: TurnRequest;
  readonly #signal: AbortSignal;
  readonly #stopwatch: TurnStopwatch;
  readonly #reader: AnswerTextReader;
  #answer = "";
  #sources: Source[] = [];
  #quotes: Quote[] = [];
  #context: ContextUse | null = null;

  constructor(
    parts: TurnRunParts,
    request: TurnRequest,
    { signal }: { signal: AbortSignal },
  ) {
    this.#parts = parts;
    this.#request = request;
    this.#signal = signal;
    this.#stopwatch = new TurnStopwatch(parts.clock);
    this.#reader = parts.documentReader();
  }

  /** What was written or quoted so far, as Markdown. */
  get answer(): string {
    return answerMarkdown({
      answer: this.#answer,
      quotes: this.#quotes,
      sources: this.#sources,
    });
  }

  /** Never throws: what goes wrong is the part that ends the turn. */
  async end(): Promise<EndPart> {
    try {
      return await this.#run();
    } catch (error) {
      if (this.#signal.aborted) return this.#finish(stopReason(this.#signal));
      return failedTurn(error, this.#parts.log);
    }
  }

  async #run(): Promise<EndPart> {
    const model = await this.#start();
    const found = await this.#find();
    // Where no passage answers a model could only invent
    if (!found.isAnswered) {
      this.#showSources(
        found,
        numbered(found.hits, 0),
        found.isSearched
          ? this.#request.coverage(found.isWidened ? null : this.#request.only)
          : null,
      );
      return this.#finish("nothing-found");
    }
    if (model === null) return await this.#quote(found);
    // Loading takes as long as it takes to read them
    if (!this.#isReady(model))
      this.#showSources(found, numbered(found.hits, 0));
    const leave = await this.#parts.queue.enter({ signal: this.#signal });
    try {
      return await this.#generate(model, found);
    } catch (error) {
      if (this.#signal.aborted || this.#answer !== "") throw error;
      const known = appErrorFrom(error);
      if (known?.code === "prompt-too-long") throw known;
      if (known === null)
        this.#parts.log.error("a model could not answer", error);
      return await this.#quoteInstead(found, known?.code ?? "internal");
    } finally {
      leave();
    }
  }

  #isReady({ path }: ModelSummary): boolean {
    const { languageModel, queue } = this.#parts;
    return queue.isIdle && languageModel.loaded()?.file === path;
  }

  async #start(): Promise<ModelSummary | null> {
    const { emit, warnings } = this.#request;
    try {
      const model = await this.#parts.models.languageModelFor(
        this.#request.model,
      );
      const none: Notice[] =
        model === null ? [{ code: "passages-only", params: {} }] : [];
      emit(startPart(this.#request, model, [...none, ...warnings]));
      return model;
    } catch (error) {
      emit(startPart(this.#request, null, []));
      throw error;
    }
  }

  async #find(): Promise<FoundPassages> {
    const { search } = this.#parts;
    const found = await this.#stopwatch.retrieval(() =>
      findPassages({ search, reader: this.#reader }, this.#request, {
        signal: this.#signal,
      }),
    );
    if (found.isWidened)
      this.#warn({
        code: "searched-everything",
        params: {
          name: this.#request.within.map(({ name }) => name).join(", "),
        },
      });
    // Said when the turn started
    for (const notice of found.notices)
      if (notice.code !== "index-building") this.#warn(notice);
    return found;
  }

  async #generate(model: ModelSummary, found: FoundPassages): Promise<EndPart> {
    const { languageModel, models } = this.#parts;
    const loaded = await models.load(model, { signal: this.#signal });
    if (loaded.wasRestarted)
      this.#warn({ code: "worker-restarted", params: { worker: "llm" } });
    const fitted = await fitPrompt(
      {
        history: this.#request.history(),
        passages: numbered(found.hits, 0),
        question: this.#request.question,
        contextTokens: loaded.contextTokens,
      },
      languageModel,
    );
    this.#signal.throwIfAborted();
    // Without a single passage it could only invent
    if (fitted.kept.length === 0)
      return await this.#quoteInstead(found, "prompt-too-long");
    this.#context = fitted.context;
    this.#showSources(found, numbered(found.hits, fitted.kept.length));
    for (const notice of fitted.notices) this.#warn(notice);
    for await (const part of languageModel.generate(
      { messages: fitted.messages, maxTokens: fitted.maxTokens, temperature },
      { signal: this.#signal },
    )) {
      if (part.type === "text") this.#write(part.text);
      else return this.#finishGeneration(part);
    }
    throw new AppError("internal", "The answer ended without saying so.");
  }

  #finishGeneration(
    part: Extract<GenerationPart, { type: "finish" }>,
  ): EndPart {
    const isWhole = part.reason !== "stopped";
    if (isWhole && citationsIn(this.#answer, this.#sources).length === 0)
      this.#warn({ code: "not-cited", params: {} });
    return this.#finish(isWhole ? part.reason : stopReason(this.#signal), part);
  }

  #quoteInstead(found: FoundPassages, reason: string): Promise<EndPart> {
    this.#warn({ code: "model-failed", params: { reason } });
    return this.#quote(found);
  }

  async #quote(found: FoundPassages): Promise<EndPart> {
    this.#context = null;
    const { sources, quotes } =
      found.overview?.quoted ??
      (await quotedAnswer(
        {
          question: this.#request.asked,
          hits: found.offered,
          reader: this.#reader,
          embedder: found.mode === "keyword" ? null : this.#parts.embedder,
        },
        { signal: this.#signal },
      ));
    this.#showSources(found, sources);
    this.#quotes = quotes;
    this.#stopwatch.textShown();
    this.#request.emit({ type: "quotes", quotes });
    return this.#finish("complete");
  }

  #write(text: string): void {
    this.#stopwatch.textShown();
    this.#answer += text;
    this.#request.emit({ type: "delta", text });
  }

  #warn(notice: Notice): void {
    this.#request.emit({ type: "warning", notice });
  }

  #showSources(
    found: SearchResult,
    sources: Source[],
    coverage: Coverage | null = null,
  ): void {
    this.#sources = sources;
    this.#request.emit(sourcesPart(found, sources, coverage));
  }

  #finish(
    reason: FinishReason,
    written?: Extract<GenerationPart, { type: "finish" }>,
  ): EndPart {
    return {
      type: "finish",
      reason,
      citations:
        this.#quotes.length > 0
          ? quoteCitations(this.#quotes, this.#sources)
          : citationsIn(this.#answer, this.#sources),
      timings: this.#stopwatch.timings(written),
      context: this.#context,
    };
  }
}
