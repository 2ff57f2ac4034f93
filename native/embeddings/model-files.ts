import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "#contract/errors.ts";
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

const needed = ["config.json", "tokenizer.json", "onnx/model_quantized.onnx"];
const read = [...needed, "sentence_bert_config.json", "1_Pooling/config.json"];
const knownModules = ["Transformer", "Pooling", "Normalize"];
const fallbackMaxTokens = 512;

/**
 * The first folder by name that holds an embedding model in transformers.js layout; null when there is none.
 * @throws AppError model-damaged, model-not-supported
 */
export async function findEmbeddingModel(
  modelsFolder: string,
): Promise<EmbeddingModelFiles | null> {
  for (const id of (await folderNames(modelsFolder)).sort()) {
    const version = await versionOf(join(modelsFolder, id));
    if (version !== null) return describeModel(modelsFolder, id, version);
  }
  return null;
}

async function folderNames(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch {
    // No models folder is the same as an empty one.
    return [];
  }
}

/** Sizes and times of the model's files; null when one that it needs is not there. */
async function versionOf(folder: string): Promise<string | null> {
  const facts = await Promise.all(
    read.map((file) => stat(join(folder, file)).catch(() => null)),
  );
  const isModel = facts.slice(0, needed.length).every((fact) => fact?.isFile());
  return isModel
    ? facts
        .map((fact) => (fact === null ? "-" : `${fact.size}@${fact.mtimeMs}`))
        .join(" ")
    : null;
}

async function describeModel(
  modelsFolder: string,
  id: string,
  version: string,
): Promise<EmbeddingModelFiles> {
  const file = <Shape extends z.ZodType>(name: string, shape: Shape) =>
    readJson(join(modelsFolder, id, name), shape, id);
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
