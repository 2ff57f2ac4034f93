import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createModelReader } from "#native/embeddings/model-files.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hearth-models-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function addModel(
  id: string,
  files: Record<string, unknown>,
): Promise<void> {
  const all = {
    "tokenizer.json": {},
    "onnx/model_quantized.onnx": "",
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    const path = join(folder, id, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      typeof content === "string" ? content : JSON.stringify(content),
    );
  }
}

it("reads dimension, longest input, pooling and prefixes from the model's own files", async () => {
  await addModel("e5", {
    "config.json": { hidden_size: 12, max_position_embeddings: 512 },
    "sentence_bert_config.json": { max_seq_length: 100 },
    "1_Pooling/config.json": { pooling_mode_cls_token: true },
    "config_sentence_transformers.json": { prompts: { query: "query: " } },
  });
  expect(await createModelReader()(join(folder, "e5"))).toMatchObject({
    modelsFolder: folder,
    id: "e5",
    dimension: 12,
    maxTokens: 100,
    pooling: "cls",
    prefixes: { query: "query: ", passage: "" },
  });
});

it("gives a model whose file changed another version, so that the worker loads it anew", async () => {
  await addModel("m", { "config.json": { hidden_size: 3 } });
  const read = createModelReader();
  const before = await read(join(folder, "m"));
  await writeFile(join(folder, "m", "onnx/model_quantized.onnx"), "more");
  expect((await read(join(folder, "m"))).version).not.toBe(before.version);
});

it("says that a model is damaged, or has a step that would be left out", async () => {
  await addModel("m", { "config.json": "{" });
  const read = createModelReader();
  await expect(read(join(folder, "m"))).rejects.toMatchObject({
    code: "model-damaged",
  });
  await addModel("m", {
    "config.json": { hidden_size: 3 },
    "modules.json": [{ type: "sentence_transformers.models.Dense" }],
  });
  await expect(read(join(folder, "m"))).rejects.toMatchObject({
    code: "model-not-supported",
  });
});
