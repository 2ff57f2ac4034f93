import { basename } from "node:path";
import {
  type ChatWrapper,
  InsufficientMemoryError,
  type Llama,
  LlamaChat,
  type LlamaContext,
  type LlamaContextSequence,
  type LlamaModel,
} from "node-llama-cpp";
import { AppError } from "#contract/errors.ts";
import type {
  ChatMessage,
  ThreadMeasurement,
} from "#core/ports/language-model.ts";
import {
  chatWrapperFor,
  hasChatTemplate,
  promptTokens,
} from "./chat-history.ts";
import { fastestThreads } from "./fastest-threads.ts";
import { flashAttentionFor } from "./flash-attention.ts";
import { checkModelFile } from "./model-check.ts";
import { measureThreads } from "./thread-measurement.ts";

const smallestContextTokens = 512;
/** Between batches a generation can be stopped: on a CPU a large batch would take seconds. */
const batchTokens = { cpu: 128, gpu: 512 };

export interface LoadOptions {
  file: string;
  /** Null: measure. */
  threads: number | null;
  maxContextTokens: number;
  cores: number;
  signal: AbortSignal;
}

/** One model with one context and one sequence, which keeps what it has evaluated for the next question. */
export class LoadedLlamaModel {
  readonly file: string;
  readonly model: LlamaModel;
  readonly wrapper: ChatWrapper;
  readonly sequence: LlamaContextSequence;
  readonly chat: LlamaChat;
  readonly threads: number;
  readonly batchSize: number;
  readonly measurements: ThreadMeasurement[];

  private constructor(parts: {
    file: string;
    model: LlamaModel;
    context: LlamaContext;
    threads: number;
    measurements: ThreadMeasurement[];
  }) {
    this.file = parts.file;
    this.model = parts.model;
    this.threads = parts.threads;
    this.measurements = parts.measurements;
    this.batchSize = parts.context.batchSize;
    this.wrapper = chatWrapperFor(parts.model);
    this.sequence = parts.context.getSequence();
    this.chat = new LlamaChat({
      contextSequence: this.sequence,
      chatWrapper: this.wrapper,
    });
  }

  /** @throws AppError model-missing, model-damaged, model-too-large, model-not-supported */
  static async load(
    llama: Llama,
    options: LoadOptions,
  ): Promise<LoadedLlamaModel> {
    const { file, cores, signal } = options;
    await checkModelFile(file);
    const model = await openModel(llama, options);
    try {
      const measurements =
        options.threads === null
          ? await measureThreads(model, { cores, signal })
          : [];
      const threads = options.threads ?? fastestThreads(measurements);
      const context = await openContext(model, { ...options, threads });
      return new LoadedLlamaModel({
        file,
        model,
        context,
        threads,
        measurements,
      });
    } catch (error) {
      await model.dispose();
      throw explainMemory(error, file);
    }
  }

  get contextTokens(): number {
    return this.sequence.contextSize;
  }

  get hasChatTemplate(): boolean {
    return hasChatTemplate(this.model);
  }

  countPrompt(messages: readonly ChatMessage[]): number {
    return promptTokens(messages, this.model, this.wrapper).length;
  }

  countTokens(texts: readonly string[]): number[] {
    return texts.map((text) => this.model.tokenize(text).length);
  }

  /** Frees the context and the weights. */
  async dispose(): Promise<void> {
    this.chat.dispose();
    await this.model.dispose();
  }
}

async function openModel(
  llama: Llama,
  { file, signal, maxContextTokens }: LoadOptions,
): Promise<LlamaModel> {
  try {
    return await llama.loadModel({
      modelPath: file,
      gpuLayers: { fitContext: { contextSize: maxContextTokens } },
      loadSignal: signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    const explained = explainMemory(error, file);
    if (explained !== error) throw explained;
    // The header was whole: what is left is an architecture or a layout that this llama.cpp doesn't know
    throw new AppError(
      "model-not-supported",
      `This version of Hearth can't run ${basename(file)}.`,
      {
        advice: "Choose another model, or update Hearth.",
        params: { name: basename(file) },
        cause: error,
      },
    );
  }
}

/** The model's own window up to the cap, halved while it does not fit in memory. */
async function openContext(
  model: LlamaModel,
  options: LoadOptions & { threads: number },
): Promise<LlamaContext> {
  let contextSize = Math.min(model.trainContextSize, options.maxContextTokens);
  while (true) {
    try {
      return await model.createContext({
        contextSize,
        batchSize: Math.min(
          contextSize,
          model.gpuLayers > 0 ? batchTokens.gpu : batchTokens.cpu,
        ),
        flashAttention: flashAttentionFor(model),
        threads: options.threads,
        createSignal: options.signal,
      });
    } catch (error) {
      if (
        !(error instanceof InsufficientMemoryError) ||
        contextSize <= smallestContextTokens
      )
        throw error;
      contextSize = Math.max(
        smallestContextTokens,
        Math.floor(contextSize / 2),
      );
    }
  }
}

function explainMemory(error: unknown, file: string): unknown {
  return error instanceof InsufficientMemoryError
    ? new AppError(
        "model-too-large",
        `${basename(file)} needs more memory than there is free.`,
        {
          advice:
            "Close other programs, or choose a smaller model or a smaller quantisation of it.",
          params: { name: basename(file) },
          cause: error,
        },
      )
    : error;
}
