import { setTimeout } from "node:timers/promises";
import { implement } from "@orpc/server";
import { llamaContract } from "#native/llama/contract.ts";
import { serveWorker } from "#native/workers/serve.ts";
import { atOnce, charsAfter, longAnswer, shortAnswer } from "./script.ts";

const frameMs = 16;
const server = implement(llamaContract);
const stopped = new Set<string>();
const tokensOf = (text: string) => Math.ceil(text.length / 4);

/** In the place of llama.cpp's process: writes the script at a steady pace, a message a frame as that one does. */
serveWorker(
  server.router({
    start: server.start.handler(() => ({
      backend: "cpu" as const,
      deviceNames: [],
      vram: null,
      cores: 1,
      cpuModel: "script",
      llamaCppVersion: "none",
    })),
    load: server.load.handler(({ input }) => ({
      file: input.file,
      contextTokens: input.maxContextTokens,
      threads: 1,
      measurements: [],
      device: "script",
      gpuLayers: 0,
      hasChatTemplate: true,
    })),
    count: server.count.handler(({ input }) => ({
      prompts: input.prompts.map((messages) =>
        messages.reduce((sum, { text }) => sum + tokensOf(text), 0),
      ),
      texts: input.texts.map(tokensOf),
    })),
    generate: server.generate.handler(async function* ({ input }) {
      const startMs = performance.now();
      const isAtOnce = input.messages.at(-1)?.text.includes(atOnce) === true;
      const answer = isAtOnce ? shortAnswer : longAnswer;
      let written = 0;
      while (written < answer.length && !stopped.has(input.id)) {
        const due = isAtOnce
          ? answer.length
          : charsAfter(performance.now() - startMs);
        if (due > written)
          yield { type: "text" as const, text: answer.slice(written, due) };
        written = Math.max(written, due);
        if (!isAtOnce) await setTimeout(frameMs);
      }
      yield {
        type: "finish" as const,
        reason: stopped.delete(input.id)
          ? ("stopped" as const)
          : ("complete" as const),
        inputTokens: 1,
        evaluatedTokens: 1,
        outputTokens: tokensOf(answer),
        promptMs: 0,
        generationMs: performance.now() - startMs,
      };
    }),
    stop: server.stop.handler(({ input }) => {
      stopped.add(input.id);
      return {};
    }),
  }),
);
