import { describe, expect, it } from "vitest";
import type { DocumentId } from "#contract/ids.ts";
import type { SearchHit } from "#contract/search.ts";
import { evaluateRetrieval } from "#core/evaluation/retrieval-evaluation.ts";

const { signal } = new AbortController();

function hit(path: string): SearchHit {
  return {
    documentId: crypto.randomUUID() as DocumentId, // a random UUID is one
    name: path,
    path,
    page: null,
    start: 0,
    end: 1,
    headings: [],
    score: 1,
    foundBy: "words",
    text: "x",
  };
}

describe("evaluateRetrieval", () => {
  it("counts a document once, at its best rank, and leaves out queries without a relevant one", async () => {
    let nowMs = 0;
    const figures = await evaluateRetrieval(
      {
        queries: [
          { id: "q", text: "a" },
          { id: "unjudged", text: "b" },
          { id: "hopeless", text: "c" },
        ],
        judgements: new Map([
          ["q", new Map([["second", 1]])],
          ["hopeless", new Map([["first", 0]])],
        ]),
        search: async () => {
          nowMs += 7;
          return ["first", "first", "stranger", "second"].map(hit);
        },
        documentOf: ({ path }) => (path === "stranger" ? null : path),
        clock: { monotonicMs: () => nowMs },
      },
      { signal },
    );
    expect(figures).toEqual({
      queries: 1,
      ndcg10: 1 / Math.log2(3),
      map: 0.5,
      recall10: 1,
      recall100: 1,
      queryMs: { p50: 7, p95: 7 },
    });
  });

  it("asks for more passages until a hundred documents are among them", async () => {
    const asked: number[] = [];
    await evaluateRetrieval(
      {
        queries: [{ id: "q", text: "a" }],
        judgements: new Map([["q", new Map([["d1", 1]])]]),
        // Four passages of each document
        search: async (_query, k) => {
          asked.push(k);
          return Array.from({ length: k }, (_, rank) =>
            hit(`d${Math.floor(rank / 4)}`),
          );
        },
        documentOf: ({ path }) => path,
        clock: { monotonicMs: () => 0 },
      },
      { signal },
    );
    expect(asked).toEqual([10, 200, 400]);
  });
});
