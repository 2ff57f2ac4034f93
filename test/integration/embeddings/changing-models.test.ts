import { readFileSync } from "node:fs";
import {
  mkdir,
  mkdtemp,
  rename,
  rm,
  truncate,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "#native/files/system-clock.ts";
import {
  addMiniLm,
  createEmbedderHarness,
  miniLm,
} from "../../support/embedder-harness.ts";
import { builtInModels } from "../../support/fixtures.ts";

const { signal } = new AbortController();
const passage = { kind: "passage" as const, signal };
const query = { kind: "query" as const, signal };

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

describe("a models folder that changes", () => {
  let folder = "";
  let harness: ReturnType<typeof createEmbedderHarness>;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "hearth-models-"));
    harness = createEmbedderHarness(folder);
  });
  afterEach(async () => {
    harness.embedder.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it("is noticed: a model comes, goes, and comes under another name", async () => {
    const { embedder } = harness;
    expect(await embedder.model()).toBeNull();
    await expect(embedder.embed(["a"], query)).rejects.toMatchObject({
      code: "model-missing",
      advice: expect.any(String),
    });
    expect(embedder.lastModel()).toBeNull();
    await addMiniLm(folder);
    expect(await embedder.embed(["a"], query)).toHaveLength(1);
    expect(await embedder.model()).toBe(embedder.lastModel());
    await rename(join(folder, miniLm), join(folder, "renamed"));
    expect((await embedder.model())?.id).toBe("renamed");
    expect(embedder.lastModel()?.id).toBe("renamed");
    expect(await embedder.embed(["a"], query)).toHaveLength(1);
    await rm(join(folder, "renamed"), { recursive: true });
    expect(await embedder.model()).toBeNull();
    await expect(embedder.countTokens(["a"], { signal })).rejects.toMatchObject(
      {
        code: "model-missing",
      },
    );
  });

  it("is loaded again where its files are others, while its process lives", async () => {
    const { embedder } = createEmbedderHarness(folder);
    const path = await addMiniLm(folder);
    const [mean] = await embedder.embed(["The rent is due."], query);
    await mkdir(join(path, "1_Pooling"), { recursive: true });
    await writeFile(
      join(path, "1_Pooling/config.json"),
      JSON.stringify({ pooling_mode_cls_token: true }),
    );
    const before = embedder.lastModel();
    expect(await embedder.model()).not.toBe(before);
    const [cls] = await embedder.embed(["The rent is due."], query);
    expect(dot(mean ?? [], cls ?? [])).toBeLessThan(0.99);
    embedder.dispose();
  });

  it("is looked for once by a search that asks for it and embeds its question", async () => {
    let looks = 0;
    const { embedder } = createEmbedderHarness(folder, {
      findModel: async () => {
        looks += 1;
        return { path: join(builtInModels, miniLm) };
      },
    });
    const model = await embedder.model();
    if (model === null) throw new Error("There is a model");
    expect(await embedder.embed(["a"], { ...query, model })).toHaveLength(1);
    expect(looks).toBe(1);
    embedder.dispose();
  });

  // Would catch: vectors of the model that came meanwhile written into the index of the one before
  it("does not change what passages are embedded with where the model is given", async () => {
    let [nowMs, path] = [0, join(builtInModels, miniLm)];
    const { embedder } = createEmbedderHarness(folder, {
      sessions: 1,
      findModel: async () => (path === "" ? null : { path }),
      clock: { ...systemClock, monotonicMs: () => nowMs },
    });
    try {
      const model = await embedder.model();
      if (model === null) throw new Error("There is a model");
      [nowMs, path] = [5_000, ""];
      expect(await embedder.embed(["a"], { ...passage, model })).toHaveLength(
        1,
      );
      await expect(embedder.embed(["a"], passage)).rejects.toMatchObject({
        code: "model-missing",
      });
    } finally {
      embedder.dispose();
    }
  });

  it("is looked at once a second while passages are embedded, not for each of their calls", async () => {
    let [nowMs, looks] = [0, 0];
    const { embedder } = createEmbedderHarness(folder, {
      sessions: 1,
      findModel: async () => {
        looks += 1;
        return { path: join(builtInModels, miniLm) };
      },
      clock: { ...systemClock, monotonicMs: () => nowMs },
    });
    try {
      for (let call = 0; call < 5; call += 1) {
        await embedder.countTokens(["a"], { signal });
        await embedder.embed(["a"], passage);
      }
      expect(looks).toBe(1);
      nowMs = 1_000;
      await embedder.embed(["a"], passage);
      expect(looks).toBe(2);
      await embedder.model();
      await embedder.embed(["a"], query);
      expect(looks).toBe(4);
      nowMs = 1_999;
      await embedder.model({ maxAgeMs: 1_000 });
      expect(looks).toBe(4);
      nowMs = 2_000;
      await embedder.model({ maxAgeMs: 1_000 });
      expect(looks).toBe(5);
    } finally {
      embedder.dispose();
    }
  });

  it("says that a model cut short is damaged, and takes it once it is whole", async () => {
    const { embedder } = harness;
    const model = await addMiniLm(folder);
    const weights = join(model, "onnx/model_quantized.onnx");
    const whole = readFileSync(weights);
    await truncate(weights, 1_000_000);
    await expect(embedder.embed(["a"], query)).rejects.toMatchObject({
      code: "model-damaged",
      advice: expect.any(String),
    });
    await writeFile(weights, whole);
    expect(await embedder.embed(["a"], query)).toHaveLength(1);
  });
});
