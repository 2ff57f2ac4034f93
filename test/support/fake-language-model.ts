import { AppError } from "#contract/errors.ts";
import type {
  ChatMessage,
  CountRequest,
  GenerationPart,
  LanguageModel,
  LoadedLanguageModel,
  LoadRequest,
  TokenCounts,
} from "#core/ports/language-model.ts";

type Script = (
  messages: readonly ChatMessage[],
  signal: AbortSignal,
) => AsyncIterable<GenerationPart>;

/** A language model whose answers a test writes. A token is a run of letters, or one other character. */
export class FakeLanguageModel implements LanguageModel {
  contextTokens = 4096;
  loadError: AppError | null = null;
  wasRestarted = false;
  /** How often the process was asked to count. */
  counts = 0;
  script: Script = says("Because [1].");
  readonly prompts: (readonly ChatMessage[])[] = [];
  /** Generations running now, and the most at any time. */
  running = 0;
  maxRunning = 0;
  #loaded: LoadedLanguageModel | null = null;

  async load(request: LoadRequest): Promise<LoadedLanguageModel> {
    if (this.loadError !== null) throw this.loadError;
    this.#loaded = {
      file: request.file,
      contextTokens: this.contextTokens,
      threads: 1,
      measurements: [],
      device: "CPU",
      gpuLayers: 0,
      hasChatTemplate: false,
      wasRestarted: this.wasRestarted,
    };
    return this.#loaded;
  }

  async unload(): Promise<void> {
    this.#loaded = null;
  }

  loaded(): LoadedLanguageModel | null {
    return this.#loaded;
  }

  async count({
    prompts = [],
    texts = [],
  }: CountRequest): Promise<TokenCounts> {
    this.counts += 1;
    return {
      prompts: prompts.map((messages) =>
        messages.reduce((sum, { text }) => sum + fakeTokens(text) + 4, 3),
      ),
      texts: texts.map(fakeTokens),
    };
  }

  async *generate(
    request: Parameters<LanguageModel["generate"]>[0],
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<GenerationPart> {
    this.prompts.push(request.messages);
    this.running += 1;
    this.maxRunning = Math.max(this.maxRunning, this.running);
    try {
      yield* this.script(request.messages, signal);
    } finally {
      this.running -= 1;
    }
  }
}

export function fakeTokens(text: string): number {
  return text.match(/\p{L}+|[^\p{L}\s]/gu)?.length ?? 0;
}

export function finishPart(
  reason: "complete" | "length" | "stopped" = "complete",
): GenerationPart {
  return {
    type: "finish",
    reason,
    inputTokens: 100,
    evaluatedTokens: 100,
    outputTokens: 11,
    promptMs: 20,
    generationMs: 100,
  };
}

/** Writes these pieces and finishes. */
export function says(...pieces: string[]): Script {
  return async function* () {
    for (const text of pieces) yield { type: "text", text };
    yield finishPart();
  };
}

/** Writes these pieces, then waits until it is stopped. */
export function saysUntilStopped(...pieces: string[]): Script {
  return async function* (_messages, signal) {
    for (const text of pieces) yield { type: "text", text };
    if (!signal.aborted)
      await new Promise((resolve) =>
        signal.addEventListener("abort", resolve, { once: true }),
      );
    yield finishPart("stopped");
  };
}

/** Writes these pieces, then its process dies. */
export function diesAfter(...pieces: string[]): Script {
  return async function* () {
    for (const text of pieces) yield { type: "text", text };
    throw new AppError("worker-crashed", "The llm process ended.", {
      params: { worker: "llm" },
    });
  };
}
