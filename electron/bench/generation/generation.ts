import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import {
  getLlama,
  LlamaChat,
  LlamaChatSession,
  type LlamaContextSequence,
  LlamaLogLevel,
} from "node-llama-cpp";
import { AppError } from "#contract/errors.ts";
import type { ChatMessage } from "#core/ports/language-model.ts";
import { createModelFolder } from "#native/files/model-folder.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { chatHistory, chatWrapperFor } from "#native/llama/chat-history.ts";
import { flashAttentionFor } from "#native/llama/flash-attention.ts";
import { createLanguageModel } from "#native/llama/language-model.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";
import type { BenchContext } from "../context.ts";
import {
  type Figure,
  type Measured,
  measureInTurns,
  noteRound,
  valuesOf,
} from "../figures.ts";

const maxTokens = 400;
const question = "Once upon a time there was a dog";
const messages: ChatMessage[] = [
  { role: "system", text: "You tell stories." },
  { role: "user", text: question },
];
const sampling = { temperature: 0.7, minP: 0.05, seed: 7 };
const silent = () => undefined;

/**
 * Tokens a second and the first text through Hearth's language model (process, messages, frames), beside node-llama-cpp
 * called directly with the same file, window, threads and sampling: with Hearth's options, and with its own defaults.
 */
export async function benchGeneration({
  options,
  note,
  signal,
}: BenchContext): Promise<Figure[]> {
  const file = options.model ?? (await firstModel(options.modelsFolder));
  const hearth = createHearthModel();
  const loaded = await hearth.load({ file, threads: "measured" }, { signal });
  const threads = Math.min(loaded.threads, availableParallelism());
  const raw = await loadRaw(file, threads, loaded.contextTokens);
  note(`${file}: ${threads} threads, ${loaded.contextTokens} tokens`);
  try {
    const results = await measureInTurns(
      options.rounds,
      {
        hearth: () =>
          timed(async (onText) => {
            const { temperature, seed } = sampling;
            const parts = hearth.generate(
              { messages, maxTokens, temperature, seed },
              { signal },
            );
            for await (const part of parts) {
              if (part.type === "finish") return part.outputTokens;
              onText();
            }
            return 0;
          }),
        sameOptions: () => timed((onText) => raw.sameOptions(onText)),
        defaults: () => timed((onText) => raw.defaults(onText)),
      },
      noteRound(note),
      { signal },
    );
    const figure = (
      name: string,
      key: string,
      side: "sameOptions" | "defaults",
      sideName: string,
    ): Figure => ({
      name,
      hearth: valuesOf(results.hearth, key),
      baseline: { name: sideName, values: valuesOf(results[side], key) },
    });
    return [
      figure(
        "tokens a second",
        "tokensPerSecond",
        "sameOptions",
        "LlamaChat, same options",
      ),
      figure(
        "tokens a second",
        "tokensPerSecond",
        "defaults",
        "LlamaChatSession, its defaults",
      ),
      figure(
        "first text, ms",
        "firstTextMs",
        "sameOptions",
        "LlamaChat, same options",
      ),
    ];
  } finally {
    hearth.dispose();
    await raw.dispose();
  }
}

async function firstModel(modelsFolder: string): Promise<string> {
  const folder = createModelFolder({
    folder: modelsFolder,
    builtInFolder: null,
  });
  const first = (await folder.list()).find(({ kind }) => kind === "language");
  if (first !== undefined) return first.path;
  throw new AppError("model-missing", "There is no language model.", {
    advice: "Name a GGUF file with --model.",
  });
}

function createHearthModel() {
  return createLanguageModel({
    spawner: childProcessSpawner({
      // Bundled, every entry and chunk lies one folder below `out`
      workersFolder: resolve(import.meta.dirname, "../workers"),
    }),
    clock: systemClock,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    onStatus: silent,
    settings: { getValue: () => null, setValue: silent },
  });
}

async function loadRaw(file: string, threads: number, contextSize: number) {
  const llama = await getLlama({
    build: "never",
    gpu: "auto",
    maxThreads: threads,
    logLevel: LlamaLogLevel.error,
  });
  const model = await llama.loadModel({ modelPath: file });
  const withDefaults = await model.createContext({ contextSize, threads });
  const withOptions = await model.createContext({
    contextSize,
    threads,
    batchSize: 128,
    flashAttention: flashAttentionFor(model),
  });
  const defaultSequence = withDefaults.getSequence();
  const sequence = withOptions.getSequence();
  const chat = new LlamaChat({
    contextSequence: sequence,
    chatWrapper: chatWrapperFor(model),
  });
  return {
    sameOptions: (onTextChunk: () => void) =>
      metered(sequence, () =>
        chat.generateResponse(chatHistory(messages), {
          ...sampling,
          maxTokens,
          repeatPenalty: { lastTokens: 64, penalty: 1.05 },
          onTextChunk,
        }),
      ),
    defaults: async (onTextChunk: () => void) => {
      const session = new LlamaChatSession({
        contextSequence: defaultSequence,
      });
      const tokens = await metered(defaultSequence, () =>
        session.prompt(question, { ...sampling, maxTokens, onTextChunk }),
      );
      session.dispose({ disposeSequence: false });
      return tokens;
    },
    dispose: () => llama.dispose(),
  };
}

async function timed(
  run: (onText: () => void) => Promise<number>,
): Promise<Measured> {
  const startMs = performance.now();
  let firstMs = 0;
  const tokens = await run(() => {
    firstMs ||= performance.now();
  });
  return {
    tokensPerSecond: ((tokens - 1) * 1000) / (performance.now() - firstMs),
    firstTextMs: firstMs - startMs,
  };
}

/** Tokens that were sampled, as the meter counts them. */
async function metered(
  { tokenMeter }: LlamaContextSequence,
  work: () => Promise<unknown>,
): Promise<number> {
  const before = tokenMeter.getState();
  await work();
  return tokenMeter.diff(before).usedOutputTokens;
}
