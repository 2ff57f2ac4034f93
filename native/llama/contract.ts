import { eventIterator } from "@orpc/contract";
import { z } from "zod";
import { call } from "#contract/base.ts";

/** "auto" without those that crashed before; the CPU is always left. */
export const backendChoice = z.object({
  exclude: z.array(z.enum(["cuda", "vulkan", "metal"])),
});

export const backendReport = z.object({
  backend: z.enum(["cpu", "cuda", "vulkan", "metal"]),
  deviceNames: z.array(z.string()),
  vram: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable(),
  cores: z.number().int(),
  cpuModel: z.string(),
  llamaCppVersion: z.string(),
});
export type BackendReport = z.infer<typeof backendReport>;

export const threadMeasurement = z.object({
  threads: z.number().int(),
  tokensPerSecond: z.number(),
});

export const loadedFacts = z.object({
  file: z.string(),
  contextTokens: z.number().int(),
  threads: z.number().int(),
  measurements: z.array(threadMeasurement),
  device: z.string(),
  gpuLayers: z.number().int(),
  hasChatTemplate: z.boolean(),
});

const message = z.object({
  role: z.enum(["system", "user", "assistant"]),
  text: z.string(),
});

export const generationRequest = z.object({
  /** Names this generation for `stop`. */
  id: z.string(),
  messages: z.array(message),
  maxTokens: z.number().int().positive(),
  temperature: z.number().min(0),
  seed: z.number().int().nullable(),
});
export type GenerationRequest = z.infer<typeof generationRequest>;

export const generationPart = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({
    type: z.literal("finish"),
    reason: z.enum(["complete", "length", "stopped"]),
    inputTokens: z.number().int(),
    evaluatedTokens: z.number().int(),
    outputTokens: z.number().int(),
    promptMs: z.number(),
    generationMs: z.number(),
  }),
]);

/** What the llama.cpp process answers. Its backend is chosen by the first call and stays for its life. */
export const llamaContract = {
  start: call.input(backendChoice).output(backendReport),
  /** `threads` null: measure. */
  load: call
    .input(
      z.object({
        file: z.string(),
        threads: z.number().int().positive().nullable(),
        maxContextTokens: z.number().int().positive(),
      }),
    )
    .output(loadedFacts),
  count: call
    .input(
      z.object({
        prompts: z.array(z.array(message)),
        texts: z.array(z.string()),
      }),
    )
    .output(
      z.object({
        prompts: z.array(z.number().int()),
        texts: z.array(z.number().int()),
      }),
    ),
  generate: call.input(generationRequest).output(eventIterator(generationPart)),
  /** Ends a generation within one batch; its stream still brings what was written and a finish part. */
  stop: call.input(z.object({ id: z.string() })).output(z.object({})),
};
