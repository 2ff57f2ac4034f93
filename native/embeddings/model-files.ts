import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { AppError } from "#contract/errors.ts";
import { embeddingModelFiles } from "#core/ports/model-folder.ts";
import type { EmbeddingModelFiles } from "./contract.ts";

const config = z.object({
  hidden_size: z.number().int().positive().optional(),
  dim: z.number().int().positive().optional(),
  max_position_embeddings: z.number().int().positive().optional(),
});
const sentenceConfig = z.object({
  max_seq_length: z.number().int().positive(),
});
const pooling = z.object({
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
  pooling_mode_max_tokens: z.boolean().default(false),
});
const modules = z.array(z.object({ type: z.string() }));
const prompts = z.object({
  prompts: z
    .object({
      query: z.string().optional(),
      document: z.string().optional(),
      passage: z.string().optional(),
    })
    .default({}),
});

/** A change to any of these makes it another model. */
const read = [
  ...embeddingModelFiles,
  "sentence_bert_config.json",
  "1_Pooling/config.json",
];
const knownModules = ["Transformer", "Pooling", "Normalize"];
const fallbackMaxTokens = 512;

/**
 * Describes embedding models in transformers.js layout from their own files, which are read again only when their
 * sizes or times change.
 */
export function createModelReader(): (
  folder: string,
) => Promise<EmbeddingModelFiles> {
  let last: Promise<EmbeddingModelFiles> | null = null;
  let lastOf = "";
  /** @throws AppError model-damaged, model-not-supported */
  return async (folder) => {
    const version = await versionOf(folder);
    const wanted = `${folder}\n${version}`;
    if (last === null || lastOf !== wanted) {
      lastOf = wanted;
      last = describeModel(folder, version);
      last.catch(() => {
        if (lastOf === wanted) last = null;
      });
    }
    return last;
  };
}

/** Sizes and times of the model's files. */
async function versionOf(folder: string): Promise<string> {
  const facts = await Promise.all(
    read.map((file) => stat(join(folder, file)).catch(() => null)),
  );
  return facts
    .map((fact) => (fact === null ? "-" : `${fact.size}@${fact.mtimeMs}`))
    .join(" ");
}

async function describeModel(
  folder: string,
  version: string,
): Promise<EmbeddingModelFiles> {
  const modelsFolder = dirname(folder);
  const id = basename(folder);
  const file = <Shape extends z.ZodType>(name: string, shape: Shape) =>
    readJson(join(folder, name), shape, id);
  const [main, sentence, pool, parts, prompt] = await Promise.all([
    file("config.json", config),
    file("sentence_bert_config.json", sentenceConfig),
    file("1_Pooling/config.json", pooling),
    file("modules.json", modules),
    file("config_sentence_transformers.json", prompts),
  ]);
  const dimension = main?.hidden_size ?? main?.dim;
  if (dimension === undefined)
    throw damaged(id, "config.json names no hidden_size");
  const foreign = parts?.find(
    (part) => !knownModules.some((known) => part.type.endsWith(`.${known}`)),
  );
  if (foreign !== undefined)
    throw new AppError(
      "model-not-supported",
      `The embedding model "${id}" has a step that Hearth doesn't know (${foreign.type}).`,
      { advice: "Choose another embedding model.", params: { model: id } },
    );
  return {
    modelsFolder,
    id,
    version,
    dimension,
    maxTokens:
      sentence?.max_seq_length ??
      main?.max_position_embeddings ??
      fallbackMaxTokens,
    pooling: pool?.pooling_mode_cls_token
      ? "cls"
      : pool?.pooling_mode_max_tokens
        ? "max"
        : "mean",
    prefixes: {
      query: prompt?.prompts.query ?? "",
      passage: prompt?.prompts.document ?? prompt?.prompts.passage ?? "",
    },
  };
}

/** Null when there is no such file. */
async function readJson<Shape extends z.ZodType>(
  path: string,
  shape: Shape,
  id: string,
): Promise<z.infer<Shape> | null> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return null;
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    throw damaged(id, "a configuration file can't be read", error);
  }
}

/** As a value, not thrown; `what` goes on a sentence. */
export function damaged(id: string, what: string, cause?: unknown): AppError {
  return new AppError(
    "model-damaged",
    `The embedding model "${id}" is damaged: ${what}.`,
    {
      advice: "Remove its folder from the models folder and add it again.",
      params: { model: id },
      cause,
    },
  );
}
