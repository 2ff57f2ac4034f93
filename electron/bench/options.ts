import { z } from "zod";

export const benchNames = [
  "search",
  "indexing",
  "generation",
  "startup",
  "stream",
] as const;

/** What `hearth bench` hands to the process that measures, as JSON in its only argument. */
export const benchOptions = z.object({
  what: z.enum(benchNames),
  isJson: z.boolean(),
  /** Counted rounds; one before them warms everything up. */
  rounds: z.number().int().positive(),
  /** A folder in BEIR layout whose corpus is indexed and searched; null: made-up documents. */
  set: z.string().nullable(),
  /** A GGUF file; null: the first in the models folder. */
  model: z.string().nullable(),
  modelsFolder: z.string(),
});
export type BenchOptions = z.infer<typeof benchOptions>;
