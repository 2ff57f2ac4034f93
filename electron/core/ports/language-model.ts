export interface ChatMessage {
  role: "system" | "user" | "assistant";
  text: string;
}

export interface LoadRequest {
  /** Absolute path of a GGUF file. */
  file: string;
  /** "measured": what a short measurement at the first load of this file on this machine found fastest. */
  threads: "measured" | number;
}

export interface ThreadMeasurement {
  threads: number;
  tokensPerSecond: number;
}

export interface LoadedLanguageModel {
  file: string;
  /** The window that was allocated, in tokens. */
  contextTokens: number;
  threads: number;
  /** Empty when the number of threads was given or remembered. */
  measurements: ThreadMeasurement[];
  /** Such as "CPU" or "CUDA: NVIDIA H200". */
  device: string;
  gpuLayers: number;
  hasChatTemplate: boolean;
  /** True when its process had died since this file was last in use: what it held was evaluated anew. */
  wasRestarted: boolean;
}

export type GenerationPart =
  | { type: "text"; text: string }
  | {
      type: "finish";
      reason: "complete" | "length" | "stopped";
      inputTokens: number;
      /** Of the input, what was not in the context from an earlier prompt. */
      evaluatedTokens: number;
      outputTokens: number;
      /** Until the first token, then from it to the last. */
      promptMs: number;
      generationMs: number;
    };

export interface CountRequest {
  prompts?: readonly (readonly ChatMessage[])[];
  texts?: readonly string[];
}

/** In the order of the request. */
export interface TokenCounts {
  prompts: number[];
  texts: number[];
}

/** llama.cpp in a process of its own. One model at a time, one generation at a time; others wait their turn. */
export interface LanguageModel {
  /** Does nothing when this file is loaded with these threads. @throws AppError model-missing, model-damaged, model-too-large, model-not-supported, worker-crashed */
  load(
    request: LoadRequest,
    options: { signal: AbortSignal },
  ): Promise<LoadedLanguageModel>;
  unload(): Promise<void>;
  /** What is in memory now; null when nothing is, or its process ended. */
  loaded(): LoadedLanguageModel | null;
  /** Tokens of whole prompts, the chat template included, and of texts by themselves: all in one crossing to its process. */
  count(request: CountRequest): Promise<TokenCounts>;
  /**
   * The answer as it is written, coalesced to about a frame. A last message of the assistant is how the answer begins:
   * it goes on from there, and only what is new comes. Aborting ends it within one batch with a finish
   * part of reason "stopped"; leaving the loop does too. @throws AppError prompt-too-long, worker-crashed
   */
  generate(
    request: {
      messages: readonly ChatMessage[];
      maxTokens: number;
      temperature: number;
      seed?: number;
    },
    options: { signal: AbortSignal },
  ): AsyncIterable<GenerationPart>;
}

export interface DeviceReport {
  devices: {
    name: string;
    kind: "cpu" | "cuda" | "metal" | "vulkan";
    freeBytes: number | null;
    totalBytes: number | null;
  }[];
  chosen: { name: string; reason: string };
  cpuCores: number;
  /** llama.cpp's own release; null where it could not be started. */
  llamaCppVersion: string | null;
  /** What the loaded model, or else the last one measured, was given and why. */
  threads: { chosen: number | null; measurements: ThreadMeasurement[] };
}
