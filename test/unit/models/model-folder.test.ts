import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { copyFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseGgufHeader } from "#native/files/gguf-header.ts";
import { createModelFolder } from "#native/files/model-folder.ts";
import { noSignal } from "../../support/chat-harness.ts";
import { builtInModels, storiesFile as gguf } from "../../support/fixtures.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "hearth-models-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const withBuiltIn = () =>
  createModelFolder({
    folder: join(root, "models"),
    builtInFolder: builtInModels,
  });

async function makeEmbeddingFolder(name: string): Promise<string> {
  const path = join(root, "models", name);
  mkdirSync(join(path, "onnx"), { recursive: true });
  for (const file of [
    "config.json",
    "tokenizer.json",
    "onnx/model_quantized.onnx",
  ])
    writeFileSync(join(path, file), "{}");
  return path;
}

const models = () =>
  createModelFolder({ folder: join(root, "models"), builtInFolder: null });

// Bug: gigabytes of a copy that a kill cut off stayed for ever, and nothing showed them
it("removes what is left of a copy that was cut off, at the start", async () => {
  mkdirSync(join(root, "models"), { recursive: true });
  for (const name of ["a.gguf.hearth-part", "notes.txt"])
    writeFileSync(join(root, "models", name), "GGUF");
  utimesSync(join(root, "models", "a.gguf.hearth-part"), 1, 1);
  // Another Hearth's, which copies now
  writeFileSync(join(root, "models", "b.gguf.hearth-part"), "GGUF");
  models();
  expect(readdirSync(join(root, "models"))).toEqual([
    "b.gguf.hearth-part",
    "notes.txt",
  ]);
});

function string(text: string): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, Buffer.from(text)]);
}

function header(count: number, ...body: Buffer[]): Buffer {
  const head = Buffer.alloc(24);
  head.write("GGUF", "latin1");
  head.writeUInt32LE(3, 4);
  head.writeBigUInt64LE(BigInt(count), 16);
  return Buffer.concat([head, ...body]);
}

const uint32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

describe("the header of a GGUF file", () => {
  it("says architecture, name, quantisation and context", () => {
    const bytes = header(
      4,
      string("general.architecture"),
      uint32(8),
      string("llama"),
      string("general.name"),
      uint32(8),
      string("Tiny"),
      string("general.file_type"),
      uint32(4),
      uint32(15),
      string("llama.context_length"),
      uint32(4),
      uint32(4096),
    );
    expect(parseGgufHeader(bytes)).toEqual({
      architecture: "llama",
      name: "Tiny",
      quantisation: "Q4_K_M",
      contextTokens: 4096,
    });
  });

  it("is read without a crash or a hang from any bytes, and from lengths that lie", () => {
    const liar = Buffer.alloc(8, 0xff);
    expect(parseGgufHeader(header(2 ** 30, liar))).toMatchObject({
      architecture: null,
    });
    expect(
      parseGgufHeader(header(1, string("a"), uint32(9), uint32(8), liar)),
    ).toMatchObject({ name: null });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.nat(),
        (bytes, count) => {
          parseGgufHeader(header(count, Buffer.from(bytes)));
        },
      ),
    );
  });

  it("is none in another file or another version", () => {
    expect(
      parseGgufHeader(Buffer.from("hello, this is no model at all")),
    ).toBeNull();
    const old = header(0);
    old.writeUInt32LE(1, 4);
    expect(parseGgufHeader(old)).toBeNull();
  });
});

describe("the models folder", () => {
  it("is empty while it does not exist", async () => {
    expect(await models().list()).toEqual([]);
  });

  it("lists GGUF files at the top and one level below, embedding folders, and the built-in ones", async () => {
    mkdirSync(join(root, "models/below"), { recursive: true });
    await copyFile(gguf, join(root, "models/below/tiny.gguf"));
    await copyFile(gguf, join(root, "models/top.gguf"));
    await makeEmbeddingFolder("own");
    writeFileSync(join(root, "models/notes.txt"), "not a model");
    expect(await withBuiltIn().list()).toMatchObject([
      { id: "all-MiniLM-L6-v2", kind: "embedding", isBuiltIn: true },
      { id: "own", kind: "embedding", isBuiltIn: false },
      {
        id: "below/tiny.gguf",
        kind: "language",
        name: "tiny",
        description: expect.stringContaining("llama"),
        contextTokens: 2048,
        sizeBytes: 1185376,
        isBuiltIn: false,
      },
      { id: "top.gguf", kind: "language" },
    ]);
  });

  it("takes a person's own model of the same name for the built-in one, which can't be removed", async () => {
    await expect(
      withBuiltIn().remove("all-MiniLM-L6-v2"),
    ).rejects.toMatchObject({ code: "not-permitted" });
    expect(existsSync(join(builtInModels, "all-MiniLM-L6-v2"))).toBe(true);
    const path = await makeEmbeddingFolder("all-MiniLM-L6-v2");
    expect(await withBuiltIn().embeddingModels()).toEqual([
      { id: "all-MiniLM-L6-v2", path, isBuiltIn: false },
    ]);
    await withBuiltIn().remove("all-MiniLM-L6-v2");
    expect(await withBuiltIn().embeddingModels()).toMatchObject([
      { id: "all-MiniLM-L6-v2", isBuiltIn: true },
    ]);
  });

  it("takes no folder for an embedding model that lacks one of its files", async () => {
    const path = await makeEmbeddingFolder("half");
    rmSync(join(path, "onnx/model_quantized.onnx"));
    expect(await models().embeddingModels()).toEqual([]);
    expect(await models().list()).toEqual([]);
  });

  it("takes a copy, whole or not at all, once", async () => {
    const steps: number[] = [];
    const added = await models().add(gguf, {
      signal: noSignal,
      onProgress: ({ doneBytes }) => steps.push(doneBytes),
    });
    expect(added).toMatchObject({
      id: "stories260K.gguf",
      sizeBytes: 1185376,
    });
    expect(steps.at(-1)).toBe(1185376);
    await expect(
      models().add(gguf, { signal: noSignal }),
    ).rejects.toMatchObject({ code: "model-already-there" });
    await models().remove("stories260K.gguf");
    expect(readdirSync(join(root, "models"))).toEqual([]);
    await expect(models().remove("stories260K.gguf")).rejects.toMatchObject({
      code: "model-missing",
    });
  });

  it("leaves nothing of a copy that was stopped", async () => {
    const stop = new AbortController();
    await expect(
      models().add(gguf, {
        signal: stop.signal,
        onProgress: () => stop.abort(),
      }),
    ).rejects.toMatchObject({ name: "AbortError" });
    expect(readdirSync(join(root, "models"))).toEqual([]);
  });

  it("refuses what is no GGUF file before it copies a byte", async () => {
    writeFileSync(join(root, "letter.gguf"), "Dear model, ".repeat(200));
    writeFileSync(join(root, "empty.gguf"), "");
    for (const name of ["letter.gguf", "empty.gguf"])
      await expect(
        models().add(join(root, name), { signal: noSignal }),
      ).rejects.toMatchObject({ code: "model-damaged" });
    await expect(
      models().add(join(root, "gone.gguf"), { signal: noSignal }),
    ).rejects.toMatchObject({ code: "model-missing" });
    await expect(
      models().add(root, { signal: noSignal }),
    ).rejects.toMatchObject({ code: "model-damaged" });
    expect(existsSync(join(root, "models"))).toBe(false);
  });

  it("removes nothing outside of itself", async () => {
    mkdirSync(join(root, "models"));
    writeFileSync(join(root, "precious.gguf"), "x");
    await expect(models().remove("../precious.gguf")).rejects.toMatchObject({
      code: "model-missing",
    });
    expect(existsSync(join(root, "precious.gguf"))).toBe(true);
  });

  it("shows the first of a model's several files, and none that is still being copied", async () => {
    mkdirSync(join(root, "models"));
    for (const name of [
      "big-00001-of-00002.gguf",
      "big-00002-of-00002.gguf",
      "half.gguf.hearth-part",
    ]) {
      await copyFile(gguf, join(root, "models", name));
      truncateSync(join(root, "models", name), 70_000);
    }
    expect((await models().list()).map(({ id }) => id)).toEqual([
      "big-00001-of-00002.gguf",
    ]);
  });
});
