import type { LlamaChatResponseTextChunk, LlamaModel } from "node-llama-cpp";
import { AppError } from "#contract/errors.ts";
import type { GenerationPart } from "#core/ports/language-model.ts";
import { chatHistory, promptTokens } from "./chat-history.ts";
import type { GenerationRequest } from "./contract.ts";
import type { LoadedLlamaModel } from "./loaded-llama-model.ts";
import { TextFrames } from "./text-frames.ts";

type FinishReason = Extract<GenerationPart, { type: "finish" }>["reason"];

/** A light hand: llama.cpp's usual 1.1 punishes the brackets and digits of repeated citations. */
const repeatPenalty = { lastTokens: 64, penalty: 1.05 };
const minP = 0.05;

/**
 * Writes the answer. What an earlier prompt had in common with this one from its start is not evaluated again.
 * Aborting ends it within one batch, with a finish part.
 * @throws AppError prompt-too-long when the prompt leaves no room for a token
 */
export async function* generate(
  loaded: LoadedLlamaModel,
  request: GenerationRequest,
  stop: AbortController,
): AsyncGenerator<GenerationPart> {
  const { signal } = stop;
  const startMs = performance.now();
  const prompt = promptTokens(request.messages, loaded.model, loaded.wrapper);
  // One token of slack: a full context would start to forget its beginning
  const room = loaded.contextTokens - prompt.length - 1;
  if (room < 1)
    throw new AppError(
      "prompt-too-long",
      `The prompt takes ${prompt.length} tokens and the model has room for ${loaded.contextTokens}.`,
      {
        advice:
          "Ask a shorter question, or choose a model with a longer context.",
        params: { tokens: prompt.length, contextTokens: loaded.contextTokens },
      },
    );
  const maxTokens = Math.min(request.maxTokens, room);
  const frames = new TextFrames();
  const isBegun = request.messages.at(-1)?.role === "assistant";
  let hasText = false;
  const before = loaded.sequence.tokenMeter.getState();
  let firstTokenMs: number | null = null;
  let lastTokenMs = startMs;

  const write = async (): Promise<FinishReason> => {
    await evaluateInBatches(loaded, prompt.slice(0, -1), signal);
    if (signal.aborted) return "stopped";
    const { metadata } = await loaded.chat.generateResponse(
      chatHistory(request.messages),
      {
        maxTokens,
        temperature: request.temperature,
        minP,
        ...(request.seed === null ? {} : { seed: request.seed }),
        repeatPenalty,
        budgets: { thoughtTokens: Math.floor(maxTokens / 2) },
        signal,
        stopOnAbortSignal: true,
        onResponseChunk: (chunk) => {
          lastTokenMs = performance.now();
          firstTokenMs ??= lastTokenMs;
          if (chunk.type !== undefined) return;
          if (hasText) return frames.push(chunk.text);
          const text = isBegun
            ? spacedAfter(prompt, chunk, loaded.model)
            : chunk.text.trimStart();
          hasText = text !== "";
          frames.push(text);
        },
      },
    );
    if (metadata.stopReason === "abort") return "stopped";
    return metadata.stopReason === "maxTokens" ? "length" : "complete";
  };
  const written = write()
    .then(
      (reason) => ({ reason }),
      // Stopped before the first token, the library throws the signal's reason
      (error: unknown) =>
        signal.aborted ? { reason: "stopped" as const } : { error },
    )
    .finally(() => frames.close());

  try {
    for await (const text of frames) yield { type: "text", text };
    const result = await written;
    if ("error" in result) throw result.error;
    const { usedInputTokens, usedOutputTokens } =
      loaded.sequence.tokenMeter.diff(before);
    yield {
      type: "finish",
      reason: result.reason,
      inputTokens: prompt.length,
      // The meter counts the last one, which brings the first answer, as output
      evaluatedTokens: usedInputTokens + Math.min(1, usedOutputTokens),
      outputTokens: usedOutputTokens,
      promptMs: (firstTokenMs ?? performance.now()) - startMs,
      generationMs: firstTokenMs === null ? 0 : lastTokenMs - firstTokenMs,
    };
  } finally {
    // Whoever left the loop early: the model is free only when the last batch is through
    stop.abort();
    await written;
  }
}

/** The first text of an answer that is gone on with: the library takes the space before a first word for its tokenizer's. */
function spacedAfter(
  prompt: ReturnType<typeof promptTokens>,
  chunk: LlamaChatResponseTextChunk,
  model: LlamaModel,
): string {
  const text = model.detokenize(chunk.tokens, false, prompt.slice(-16));
  return text.endsWith(chunk.text) ? text : chunk.text;
}

/** Evaluates what the context does not hold yet, a batch at a time: llama.cpp's own call can't be stopped. */
async function evaluateInBatches(
  { sequence, batchSize }: LoadedLlamaModel,
  tokens: ReturnType<typeof promptTokens>,
  signal: AbortSignal,
): Promise<void> {
  await sequence.adaptStateToTokens(tokens, false);
  let next = sequence.nextTokenIndex;
  while (next < tokens.length && !signal.aborted) {
    const batch = tokens.slice(next, next + batchSize);
    await sequence.evaluateWithoutGeneratingNewTokens(batch);
    next += batch.length;
  }
}
