import { z } from "zod";
import { call } from "#contract/base.ts";

/** What the worker must know of a model; it reads nothing but the files that this names. */
export const embeddingModelFiles = z.object({
  modelsFolder: z.string(),
  /** The folder's name below the models folder. */
  id: z.string(),
  /** Changes when a file of the model does: then the worker loads it again. */
  version: z.string(),
  dimension: z.number().int().positive(),
  /** Special tokens included; longer inputs are cut. */
  maxTokens: z.number().int().positive(),
  pooling: z.enum(["mean", "cls", "max"]),
  /** What the model wants before each text, such as "query: "; mostly empty. */
  prefixes: z.object({ query: z.string(), passage: z.string() }),
});
export type EmbeddingModelFiles = z.infer<typeof embeddingModelFiles>;

const request = z.object({
  model: embeddingModelFiles,
  texts: z.array(z.string()),
});

/** What the embedding worker answers. Every call names its model: a worker that was just started loads it then. */
export const embeddingContract = {
  countTokens: call
    .input(request)
    .output(z.object({ counts: z.array(z.number().int()) })),
  /** Pooled, not normalised; little-endian float32, one vector after the other, in base64: one cheap string per call. */
  embed: call
    .input(request.extend({ kind: z.enum(["query", "passage"]) }))
    .output(
      z.object({
        vectors: z.string(),
        /** Of the whole process while it worked on this: less than it took where others wanted the core. */
        cpuMs: z.number(),
        wallMs: z.number(),
      }),
    ),
};
