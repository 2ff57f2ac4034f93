import { describe, expect, it, test, vi } from "vitest";
import { AppError } from "#contract/errors.ts";
import { queryVector } from "#core/library/search/query-vector.ts";
import type { IndexKey } from "#core/ports/chunk-index.ts";
import type { EmbeddingModel } from "#core/ports/embedder.ts";
import { fakeEmbedder, smallModel } from "../../support/fake-embedder.ts";

const { signal } = new AbortController();
const key: IndexKey = {
  workspaceId: "w",
  embeddingModelId: smallModel.id,
  dimension: smallModel.dimension,
  chunkerVersion: 1,
};

function vectorWhere(options: {
  last: EmbeddingModel | null;
  now: EmbeddingModel | null;
}) {
  const asked: (EmbeddingModel | "model" | undefined)[] = [];
  const embedder = {
    ...fakeEmbedder(smallModel),
    lastModel: () => options.last,
    model: async () => {
      asked.push("model");
      return options.now;
    },
    embed: async (
      _texts: readonly string[],
      { model }: { model?: EmbeddingModel },
    ) => {
      asked.push(model);
      return [new Float32Array([asked.length])];
    },
  };
  const question = { embedder, key, query: "rent", mode: "hybrid" as const };
  return { asked, found: queryVector(question, { signal }) };
}

describe("the vector of a question", () => {
  // Would catch: every search waiting for the model's folders to be read before its question is embedded
  it("is on its way before the model is looked for, and is taken where that is the same", async () => {
    const { asked, found } = vectorWhere({ last: smallModel, now: smallModel });
    expect(await found).toEqual({ vector: new Float32Array([1]) });
    expect(asked).toEqual([smallModel, "model"]);
  });

  // Would catch: a question measured by a model whose files have changed since the last one
  it("is made again where the model is another one by now", async () => {
    const changed = { ...smallModel };
    const { asked, found } = vectorWhere({ last: smallModel, now: changed });
    expect(await found).toEqual({ vector: new Float32Array([3]) });
    expect(asked[2]).toBe(changed);
  });

  it("is none where the model is gone", async () => {
    const { found } = vectorWhere({ last: smallModel, now: null });
    expect(await found).toEqual({ vector: null, reason: "model-missing" });
  });

  it("is not begun by a model that the index is not of", async () => {
    const other = { ...smallModel, id: "other" };
    const { asked, found } = vectorWhere({ last: other, now: smallModel });
    expect(await found).toEqual({ vector: new Float32Array([2]) });
    expect(asked).toEqual(["model", smallModel]);
  });

  // Would catch: the engine ended by a rejection that nobody looks at, as when a model is removed while it embeds
  it("may fail unseen where the model that made it is gone", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const embedder = {
      lastModel: () => smallModel,
      model: async () => null,
      embed: () => Promise.reject(new AppError("worker-crashed", "It ended.")),
    };
    const question = { embedder, key, query: "rent", mode: "hybrid" as const };
    expect(await queryVector(question, { signal })).toEqual({
      vector: null,
      reason: "model-missing",
    });
    // Rejections are looked at when all microtasks are over
    await new Promise(setImmediate);
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  // Would catch: searches that go on with the first model seen, whatever is put in its place
  it("is of the model that is there now, however long the searches go on", async () => {
    const minuteMs = 60_000;
    const changed = { ...smallModel };
    const embedder = {
      lastModel: () => smallModel,
      model: async ({ maxAgeMs = 0 } = {}) =>
        maxAgeMs > minuteMs ? smallModel : changed,
      embed: async (
        _texts: readonly string[],
        { model }: { model?: EmbeddingModel },
      ) => [new Float32Array([model === changed ? 2 : 1])],
    };
    const question = { embedder, key, query: "rent", mode: "hybrid" as const };
    expect(await queryVector(question, { signal })).toEqual({
      vector: new Float32Array([2]),
    });
  });
});

// Bug: a search that was left goes on making its vector, before everything that comes after it
test.each([
  ["hybrid", false],
  ["hybrid", true],
  ["semantic", true],
] as const)(
  "the embedding of a %s search ends with the search, with a model that is known: %s",
  async (mode, isKnown) => {
    const controller = new AbortController();
    const model = { id: "small", dimension: 4, maxTokens: 8 };
    const vector = queryVector(
      {
        embedder: {
          model: async () => model,
          lastModel: () => (isKnown ? model : null),
          embed: (_, { signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener("abort", () => reject(signal.reason));
              controller.abort(new Error("left"));
            }),
        },
        key: {
          workspaceId: "work",
          embeddingModelId: model.id,
          dimension: model.dimension,
          chunkerVersion: 1,
        },
        query: "notice",
        mode,
      },
      { signal: controller.signal },
    );
    await expect(vector).rejects.toThrow("left");
  },
);
