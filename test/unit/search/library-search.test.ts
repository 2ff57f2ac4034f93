import { describe, expect, it } from "vitest";
import { AppError } from "#contract/errors.ts";
import type { DocumentSummary } from "#contract/library.ts";
import type { SearchMode } from "#contract/search.ts";
import { LibrarySearch } from "#core/library/search/library-search.ts";
import type { ChunkIndex, IndexKey } from "#core/ports/chunk-index.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import { fakeEmbedder, smallModel } from "../../support/fake-embedder.ts";
import { silentLog } from "../../support/library-fixture.ts";
import {
  documentSummary,
  fakeIndex,
  scored,
} from "../../support/search-fixture.ts";

const { signal } = new AbortController();
const key: IndexKey = {
  workspaceId: "w",
  embeddingModelId: smallModel.id,
  dimension: smallModel.dimension,
  chunkerVersion: 1,
};
const byWords = scored("words", "found by words");
const byMeaning = scored("meaning", "found by meaning");

function searchOver(
  options: {
    embedder?: Embedder;
    index?: ChunkIndex;
    active?: IndexKey | null;
    statuses?: Record<string, DocumentSummary["status"]>;
    words?: ReturnType<typeof scored>[];
    pending?: number;
    lookUp?: (ids: readonly string[]) => void;
  } = {},
) {
  const { active = key, statuses = { words: "indexed", meaning: "indexed" } } =
    options;
  const search = new LibrarySearch({
    log: silentLog,
    index:
      options.index ??
      fakeIndex(key, {
        words: options.words ?? [byWords],
        meaning: [byMeaning],
      }),
    embedder: options.embedder ?? fakeEmbedder(smallModel),
    workspaces: { activeIndex: () => active, list: () => [{ id: "w" }] },
    documents: {
      searchable: (ids) => {
        options.lookUp?.(ids);
        return new Map(
          ids
            .filter((id) => statuses[id] === "indexed")
            .map((id) => [id, documentSummary(id)]),
        );
      },
      markdown: () => "",
      pending: () => options.pending ?? 0,
    },
  });
  return (mode: SearchMode, query = "question", k = 10) =>
    search.run({ workspaceId: "w", query, mode, k }, { signal });
}

describe("LibrarySearch", () => {
  it("says by which way each passage was found", async () => {
    const run = searchOver();
    const { hits, mode, notices, considered } = await run("hybrid");
    expect(new Map(hits.map((hit) => [hit.documentId, hit.foundBy]))).toEqual(
      new Map([
        ["words", "words"],
        ["meaning", "meaning"],
      ]),
    );
    expect({ mode, notices, considered }).toEqual({
      mode: "hybrid",
      notices: [],
      considered: 2,
    });
    expect(
      (await run("keyword")).hits.map(({ documentId }) => documentId),
    ).toEqual(["words"]);
    expect(
      (await run("semantic")).hits.map(({ documentId }) => documentId),
    ).toEqual(["meaning"]);
  });

  it.each([
    ["there is no model", { embedder: fakeEmbedder(null) }, "model-missing"],
    [
      "the index has no vectors",
      { active: { ...key, dimension: 0 } },
      "index-without-vectors",
    ],
    [
      "the index is of another model",
      { active: { ...key, embeddingModelId: "x" } },
      "index-of-another-model",
    ],
  ])(
    "searches by words and says so when %s; by meaning alone it can't",
    async (_when, options, reason) => {
      const run = searchOver(options);
      const { hits, mode, notices } = await run("hybrid");
      expect(hits.map(({ documentId }) => documentId)).toEqual(["words"]);
      expect(mode).toBe("keyword");
      expect(notices).toEqual([{ code: "keyword-only", params: { reason } }]);
      await expect(run("semantic")).rejects.toMatchObject({
        code: "model-missing",
        advice: expect.any(String),
      });
    },
  );

  it("looks for the words while the question is made a vector", async () => {
    const asked = Promise.withResolvers<void>();
    const index = fakeIndex(key, { words: [byWords], meaning: [byMeaning] });
    const table = await index.open(key);
    const run = searchOver({
      index: {
        ...index,
        open: async () => ({
          ...table,
          searchWords: (...question) => {
            asked.resolve();
            return table.searchWords(...question);
          },
        }),
      },
      embedder: {
        ...fakeEmbedder(smallModel),
        embed: async () => {
          await asked.promise;
          return [new Float32Array(smallModel.dimension).fill(0.1)];
        },
      },
    });
    expect((await run("hybrid")).considered).toBe(2);
  });

  it("looks for its model once, and for each document once", async () => {
    const asked: string[] = [];
    const embedder = fakeEmbedder(smallModel);
    const run = searchOver({
      words: [byWords, byMeaning],
      lookUp: (ids) => asked.push(...ids),
      embedder: {
        ...embedder,
        model: () => {
          asked.push("model");
          return embedder.model();
        },
      },
    });
    await run("hybrid");
    expect(asked.sort()).toEqual(["meaning", "model", "words"]);
  });

  it("says that some documents are not searchable yet", async () => {
    const { notices } = await searchOver({ pending: 3 })("hybrid");
    expect(notices).toEqual([
      { code: "index-building", params: { pending: 3 } },
    ]);
  });

  it("searches by words when the embedding process dies, but lets a bug through", async () => {
    const embedder = fakeEmbedder(smallModel);
    embedder.failures.push(
      new AppError("worker-crashed", "died"),
      new TypeError("bug"),
    );
    const run = searchOver({ embedder });
    expect((await run("hybrid")).notices).toEqual([
      { code: "keyword-only", params: { reason: "worker-crashed" } },
    ]);
    await expect(run("hybrid")).rejects.toThrow(TypeError);
  });

  it("never shows a document that was removed or is being read again", async () => {
    const run = searchOver({ statuses: { meaning: "extracting" } });
    expect(await run("hybrid")).toMatchObject({ hits: [], considered: 0 });
  });

  it("reads deeper when what it found first may not be shown", async () => {
    const gone = Array.from({ length: 500 }, (_, index) =>
      scored(`gone ${index}`, `text ${index}`),
    );
    const run = searchOver({ words: [...gone, byWords] });
    expect(
      (await run("keyword")).hits.map(({ documentId }) => documentId),
    ).toEqual(["words"]);
  });

  it("refuses a question without a word, and finds nothing before the first document", async () => {
    await expect(searchOver()("hybrid", " \n ")).rejects.toMatchObject({
      code: "query-empty",
    });
    expect(await searchOver({ active: null })("hybrid")).toMatchObject({
      hits: [],
      notices: [],
    });
  });
});
