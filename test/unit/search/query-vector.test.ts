import { expect, test } from "vitest";
import { queryVector } from "#core/library/search/ways.ts";

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
