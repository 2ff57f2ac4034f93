import { parseArgs } from "node:util";
import {
  getLlama,
  LlamaChat,
  LlamaChatSession,
  type LlamaContextSequence,
  LlamaLogLevel,
} from "node-llama-cpp";
import type { ChatMessage } from "#core/ports/language-model.ts";
import { chatHistory, chatWrapperFor } from "#native/llama/chat-history.ts";
import { flashAttentionFor } from "#native/llama/flash-attention.ts";
import { noSignal } from "../support/chat-harness.ts";
import { storiesFile } from "../support/fixtures.ts";
import { createLlamaHarness } from "../support/llama-harness.ts";

/**
 * Tokens a second through LanguageModel (process, messages, frames) beside node-llama-cpp called directly, with the
 * same file, window, threads and sampling: once with Hearth's options, else with its own defaults. The runs take turns. Build first, then
 * `node test/bench/generation.ts [--file F] [--threads 1] [--runs 9] [--tokens 400]`.
 */
const { values } = parseArgs({
  options: {
    file: { type: "string", default: storiesFile },
    threads: { type: "string", default: "1" },
    runs: { type: "string", default: "9" },
    tokens: { type: "string", default: "400" },
  },
});
const file = values.file;
const threads = Number(values.threads);
const maxTokens = Number(values.tokens);
const messages: ChatMessage[] = [
  { role: "system", text: "You tell stories." },
  { role: "user", text: "Once upon a time there was a dog" },
];
const sampling = { temperature: 0.7, minP: 0.05, seed: 7 };

const through = createLlamaHarness().languageModel;
const loaded = await through.load({ file, threads }, { signal: noSignal });
const llama = await getLlama({
  build: "never",
  gpu: "auto",
  maxThreads: threads,
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath: file });
const context = await model.createContext({
  contextSize: loaded.contextTokens,
  threads,
});
const sequence = context.getSequence();
const wrapper = chatWrapperFor(model);
const sameContext = await model.createContext({
  contextSize: loaded.contextTokens,
  threads,
  batchSize: 128,
  flashAttention: flashAttentionFor(model),
});
const sameSequence = sameContext.getSequence();
const chat = new LlamaChat({
  contextSequence: sameSequence,
  chatWrapper: wrapper,
});

interface Speed {
  tokensPerSecond: number;
  firstTextMs: number;
}

async function timed(
  run: (onText: () => void) => Promise<number>,
): Promise<Speed> {
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

const ways: Record<string, () => Promise<Speed>> = {
  hearth: () =>
    timed(async (onText) => {
      for await (const part of through.generate(
        {
          messages,
          maxTokens,
          temperature: sampling.temperature,
          seed: sampling.seed,
        },
        { signal: noSignal },
      )) {
        if (part.type === "finish") return part.outputTokens;
        onText();
      }
      return 0;
    }),
  "LlamaChat, same options": () =>
    timed((onTextChunk) =>
      metered(sameSequence, () =>
        chat.generateResponse(chatHistory(messages), {
          ...sampling,
          maxTokens,
          repeatPenalty: { lastTokens: 64, penalty: 1.05 },
          onTextChunk,
        }),
      ),
    ),
  "LlamaChatSession, its defaults": () =>
    timed(async (onTextChunk) => {
      const session = new LlamaChatSession({ contextSequence: sequence });
      const tokens = await metered(sequence, () =>
        session.prompt("Once upon a time there was a dog", {
          ...sampling,
          maxTokens,
          onTextChunk,
        }),
      );
      session.dispose({ disposeSequence: false });
      return tokens;
    }),
  "sequence.evaluate, no text": () =>
    timed(async (onText) => {
      await sequence.clearHistory();
      let tokens = 0;
      for await (const _ of sequence.evaluate(
        model.tokenize("Once upon a time there was a dog"),
        { ...sampling, yieldEogToken: true },
      )) {
        onText();
        tokens += 1;
        if (tokens >= maxTokens) break;
      }
      return tokens;
    }),
};

const results = new Map<string, Speed[]>(
  Object.keys(ways).map((name) => [name, []]),
);
for (let run = 0; run <= Number(values.runs); run += 1)
  for (const [name, way] of Object.entries(ways)) {
    const speed = await way();
    // The first round warms everything up
    if (run > 0) results.get(name)?.push(speed);
  }
through.dispose();
await llama.dispose();

const median = (numbers: number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const hearth = results.get("hearth") ?? [];
for (const [name, speeds] of results) {
  const ratios = speeds.map(
    (speed, index) =>
      (hearth[index]?.tokensPerSecond ?? 0) / speed.tokensPerSecond,
  );
  process.stdout.write(
    `${name}: ${median(speeds.map((speed) => speed.tokensPerSecond)).toFixed(0)} tok/s, first text ${median(speeds.map((speed) => speed.firstTextMs)).toFixed(1)} ms, hearth is ${median(ratios).toFixed(3)} of it\n`,
  );
}
