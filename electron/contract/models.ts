import { z } from "zod";
import { call } from "./base.ts";
import { appErrorData } from "./errors.ts";
import { grantId, modelId } from "./ids.ts";

export const modelSummary = z.object({
  id: modelId,
  name: z.string(),
  kind: z.enum(["language", "embedding"]),
  /** For display only. */
  path: z.string(),
  sizeBytes: z.number(),
  /** Such as "llama, Q4_K_M"; empty where the file doesn't say. */
  description: z.string(),
  /** Longest context (language) or input (embedding); null until known. */
  contextTokens: z.number().int().nullable(),
  state: z.enum(["ready", "loading", "loaded", "failed"]),
  /** True for the one language and the one embedding model in use. */
  isSelected: z.boolean(),
  /** Once loaded: where it runs and how many threads it was given. */
  device: z.string().nullable(),
  threads: z.number().int().nullable(),
  /** It came with Hearth: it can be chosen, not removed. */
  isBuiltIn: z.boolean(),
  error: appErrorData.nullable(),
});
export type ModelSummary = z.infer<typeof modelSummary>;

export const models = {
  list: call.output(z.array(modelSummary)),
  /** The language model for new turns, null answers with passages; or the embedding model, null searches by words. */
  select: call
    .input(
      z.object({
        id: modelId.nullable(),
        kind: z.enum(["language", "embedding"]).default("language"),
      }),
    )
    .output(z.array(modelSummary)),
  /** Checks the file's header, then copies it into the models folder. */
  add: call
    .input(
      z.union([
        z.object({ grant: grantId }),
        /** Only where `capabilities.paths` is true. */
        z.object({ path: z.string().min(1).max(4096) }),
      ]),
    )
    .output(modelSummary),
  /** Deletes the copy in the models folder; the built-in one has none. */
  remove: call.input(z.object({ id: modelId })).output(z.object({})),
};
