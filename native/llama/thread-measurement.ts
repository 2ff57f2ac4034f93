import type { LlamaModel } from "node-llama-cpp";
import type { ThreadMeasurement } from "#core/ports/language-model.ts";
import { flashAttentionFor } from "./flash-attention.ts";

const sliceMs = 200;
const sliceTokens = 160;
const measuringContextTokens = 256;

/** Most first: 16 cores give 16, 12, 8, 4, 2, 1. */
export function threadCandidates(cores: number): number[] {
  const candidates = new Set([cores, Math.ceil((cores * 3) / 4)]);
  for (let threads = cores; threads >= 1; threads = Math.floor(threads / 2))
    candidates.add(threads);
  return [...candidates].sort((a, b) => b - a);
}

/**
 * Writes a few tokens with each number of threads, twice, and keeps each one's better speed: a moment in which
 * something else had the cores says nothing about a setting. Fewer threads than one that was clearly slower
 * than the best are not tried. Takes at most about 0.4 s a candidate, or three tokens where one takes longer.
 */
export async function measureThreads(
  model: LlamaModel,
  options: { cores: number; signal: AbortSignal },
): Promise<ThreadMeasurement[]> {
  const speeds = new Map<number, number>();
  for (let round = 0; round < 2; round += 1) {
    for (const threads of threadCandidates(options.cores)) {
      if (round > 0 && !speeds.has(threads)) continue;
      options.signal.throwIfAborted();
      const speed = await measureOnce(model, threads, options.signal);
      speeds.set(threads, Math.max(speed, speeds.get(threads) ?? 0));
      const best = Math.max(...speeds.values());
      if (speed < best * 0.6 && round === 0) break;
    }
  }
  return [...speeds]
    .map(([threads, tokensPerSecond]) => ({
      threads,
      tokensPerSecond: Math.round(tokensPerSecond * 10) / 10,
    }))
    .sort((a, b) => a.threads - b.threads);
}

async function measureOnce(
  model: LlamaModel,
  threads: number,
  signal: AbortSignal,
): Promise<number> {
  const context = await model.createContext({
    contextSize: measuringContextTokens,
    batchSize: 8,
    flashAttention: flashAttentionFor(model),
    threads,
    createSignal: signal,
  });
  try {
    const prompt = model.tokenize("The report begins with a short summary of");
    let firstMs: number | null = null;
    let tokens = 0;
    let elapsedMs = 0;
    for await (const _ of context.getSequence().evaluate(prompt, {
      temperature: 0,
      yieldEogToken: true,
    })) {
      // The first one carries the prompt, and pages of the file that are read for the first time
      if (firstMs === null) {
        firstMs = performance.now();
        continue;
      }
      tokens += 1;
      elapsedMs = performance.now() - firstMs;
      if (tokens >= sliceTokens || signal.aborted) break;
      if (elapsedMs >= sliceMs && tokens >= 1) break;
    }
    return elapsedMs === 0 ? 0 : (tokens * 1000) / elapsedMs;
  } finally {
    await context.dispose();
  }
}
