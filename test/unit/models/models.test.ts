import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ModelId, modelId } from "#contract/ids.ts";
import { EventHub } from "#core/events/event-hub.ts";
import { Models } from "#core/models/models.ts";
import type { ModelFile } from "#core/ports/model-folder.ts";
import {
  createChatHarness,
  modelFile,
  noSignal,
} from "../../support/chat-harness.ts";
import { FakeLanguageModel } from "../../support/fake-language-model.ts";

const file = (id: string, kind: ModelFile["kind"] = "language"): ModelFile => ({
  ...modelFile(`/models/${id}`),
  id,
  name: id,
  kind,
  isBuiltIn: id.startsWith("built-in"),
});
const a = modelId.parse("a.gguf");
const b = modelId.parse("b.gguf");

let chat: ReturnType<typeof createChatHarness>;
let fake: FakeLanguageModel;
let files: ModelFile[];
let models: Models;
let published: string[][];
beforeEach(() => {
  fake = new FakeLanguageModel();
  chat = createChatHarness({ languageModel: fake });
  files = [
    file("a.gguf"),
    file("b.gguf"),
    file("built-in-mini", "embedding"),
    file("other", "embedding"),
    file("third", "embedding"),
  ];
  published = [];
  const hub = new EventHub();
  hub.publish = (event) => {
    if (event.type === "models")
      published.push(event.models.map(({ state }) => state));
  };
  models = new Models({
    folder: {
      list: async () => files,
      inspect: async (path) => ({ ...file("x"), id: path, path }),
      add: async () => file("c.gguf"),
      remove: async (id) => {
        files = files.filter((one) => one.id !== id);
      },
    },
    languageModel: fake,
    settings: chat.settings,
    hub,
  });
});
afterEach(() => chat.close());

const selected = async () =>
  (await models.list())
    .filter(({ isSelected }) => isSelected)
    .map(({ id }) => id);

describe("the models in use", () => {
  it("are the first language model, and the first embedding model that is the person's own", async () => {
    expect(await selected()).toEqual(["a.gguf", "other"]);
  });

  it("are the built-in embedding model where the person has none, or wants it, and none when they want that", async () => {
    const builtIn = modelId.parse("built-in-mini");
    await models.select(builtIn, "embedding");
    expect(await selected()).toEqual(["a.gguf", builtIn]);
    await models.select(null, "embedding");
    expect(await selected()).toEqual(["a.gguf"]);
    await models.select(modelId.parse("third"), "embedding");
    await models.remove(modelId.parse("third"));
    expect(await selected()).toEqual(["a.gguf", "other"]);
    await models.remove(modelId.parse("other"));
    expect(await selected()).toEqual(["a.gguf", builtIn]);
    await expect(models.select(a, "embedding")).rejects.toMatchObject({
      code: "model-missing",
    });
  });

  it("follow the person's choice, none among them", async () => {
    await models.select(b);
    expect(await selected()).toEqual(["b.gguf", "other"]);
    await models.select(null);
    expect(await selected()).toEqual(["other"]);
    expect(await models.languageModelFor()).toBeNull();
    expect((await models.languageModelFor({ id: "b.gguf" }))?.id).toBe(
      "b.gguf",
    );
    await expect(models.select("gone" as ModelId)).rejects.toMatchObject({
      code: "model-missing",
    });
  });

  it("fall back to the first one when the chosen file is gone", async () => {
    await models.select(b);
    files = files.filter(({ id }) => id !== "b.gguf");
    expect((await models.languageModelFor())?.id).toBe("a.gguf");
  });

  it("may be a file that was handed over, or none, for one question; an id is never a path", async () => {
    const path = "/elsewhere/x.gguf";
    expect(await models.languageModelFor({ file: path })).toMatchObject({
      path,
      isSelected: false,
    });
    expect(await models.languageModelFor({ id: "none" })).toBeNull();
    await expect(models.languageModelFor({ id: path })).rejects.toMatchObject({
      code: "model-missing",
    });
  });

  it("show how loading goes", async () => {
    const model = await models.languageModelFor();
    if (model === null) throw new Error("no model");
    await models.load(model, { signal: noSignal });
    expect(published.map(([state]) => state)).toEqual(["loading", "loaded"]);
    await models.load(model, { signal: noSignal });
    expect(published).toHaveLength(2);
  });

  it("are let go of before their file is removed, and no longer chosen", async () => {
    await models.select(a);
    const model = await models.languageModelFor();
    if (model !== null) await models.load(model, { signal: noSignal });
    await models.remove(a);
    expect(fake.loaded()).toBeNull();
    expect(chat.settings.get().languageModel).toBeNull();
    expect(await selected()).toEqual(["b.gguf", "other"]);
  });
});
