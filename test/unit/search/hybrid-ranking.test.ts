import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blend } from "#core/library/search/blend.ts";
import { hybridRanking } from "#core/library/search/hybrid-ranking.ts";
import { scored } from "../../support/search-fixture.ts";

/** A direction in the plane, in degrees. */
const at = (degrees: number) =>
  Float32Array.of(
    Math.cos((degrees * Math.PI) / 180),
    Math.sin((degrees * Math.PI) / 180),
  );
const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180);
const question = at(0);

describe("blend", () => {
  it("keeps every member once, scores between 0 and the weights' sum, best first", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.float({ noNaN: true }), fc.nat(9))),
        (values) => {
          const pool = values.map(([a, b], id) => ({
            id,
            a: Math.max(-1e9, Math.min(1e9, a)),
            b,
            score: 0,
          }));
          const blended = blend(pool, [
            { weight: 0.5, of: ({ a }) => a },
            { weight: 0.5, of: ({ b }) => b },
          ]);
          expect(blended.map(({ id }) => id).sort((x, y) => x - y)).toEqual(
            pool.map(({ id }) => id),
          );
          for (const [index, { score }] of blended.entries()) {
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(1 + 1e-9);
            expect(score).toBeLessThanOrEqual(
              blended[index - 1]?.score ?? 1 + 1e-9,
            );
          }
        },
      ),
    );
  });

  it("lets a measure that says the same of all decide nothing", () => {
    const pool = [
      { name: "low", score: 0 },
      { name: "high", score: 0 },
    ];
    const blended = blend(pool, [
      { weight: 0.9, of: () => 3 },
      { weight: 0.1, of: ({ name }) => (name === "high" ? 2 : 1) },
    ]);
    expect(blended.map(({ name }) => name)).toEqual(["high", "low"]);
  });
});

describe("hybridRanking", () => {
  it("keeps an exact identifier on top that meaning knows nothing of", () => {
    const words = [
      scored("invoice", "Invoice ERR-4711 of May", {
        score: 9,
        vector: at(80),
      }),
    ];
    const meaning = [5, 6, 7, 8].map((degrees) =>
      scored(`about ${degrees}`, `Errors and invoices in general ${degrees}`, {
        score: cosine(degrees),
        vector: at(degrees),
      }),
    );
    expect(hybridRanking(question, words, meaning)[0]?.chunk.documentId).toBe(
      "invoice",
    );
  });

  it("keeps the one text that a question names exactly above texts that only talk alike", () => {
    const talk = (index: number) => ({
      id: `talk ${index}`,
      text: `What is known about invoices in general, part ${index}`,
      vector: at(10 + index),
    });
    const named = scored("named", "Notes on ERR-4711", {
      score: 9,
      vector: at(40),
    });
    const others = [1, 2, 3, 4].map(talk);
    const words = [
      named,
      ...others.map(({ id, text, vector }) =>
        scored(id, text, { score: 2, vector }),
      ),
    ];
    const meaning = [
      ...others.map(({ id, text, vector }, index) =>
        scored(id, text, { score: cosine(11 + index), vector }),
      ),
      scored("named", "Notes on ERR-4711", {
        score: cosine(40),
        vector: at(40),
      }),
      scored("far", "Parking", { score: cosine(80), vector: at(80) }),
    ];
    expect(hybridRanking(question, words, meaning)[0]?.chunk.documentId).toBe(
      "named",
    );
  });

  it("puts what both found above what one found as well", () => {
    const both = { vector: at(10) };
    const words = [
      scored("word", "one", { score: 5, vector: at(70) }),
      scored("both", "two", { score: 4.9, ...both }),
      scored("poor", "three", { score: 0.1, vector: at(80) }),
    ];
    const meaning = [
      scored("sense", "four", { score: cosine(9), vector: at(9) }),
      scored("both", "two", { score: cosine(10), ...both }),
      scored("far", "five", { score: cosine(60), vector: at(60) }),
    ];
    const ranking = hybridRanking(question, words, meaning);
    expect(ranking[0]).toMatchObject({
      chunk: { documentId: "both" },
      foundBy: "both",
    });
    expect(
      ranking.map(({ foundBy }) => foundBy).filter((by) => by === "both"),
    ).toHaveLength(1);
  });

  it("raises a text that shares the words of the likely answers over one that does not", () => {
    const good = [
      "Tenants give notice before the lease ends",
      "Notice that tenants give of a lease",
    ];
    const likely = good.map((text, index) => ({ id: `good ${index}`, text }));
    const wordsRanking = [
      ...likely.map(({ id, text }) =>
        scored(id, text, { score: 5, vector: at(10) }),
      ),
      scored("shares", "What tenants must know of notice and lease", {
        score: 1,
        vector: at(50),
      }),
      scored("lacks", "Where the parking lots of visitors are", {
        score: 1,
        vector: at(50),
      }),
    ];
    const meaningRanking = likely.map(({ id, text }) =>
      scored(id, text, { score: cosine(10), vector: at(10) }),
    );
    const order = hybridRanking(
      question,
      wordsRanking.toReversed(),
      meaningRanking,
    ).map(({ chunk }) => chunk.documentId);
    expect(order.indexOf("shares")).toBeLessThan(order.indexOf("lacks"));
  });

  it("gives the same top however deep the rankings go, and falling scores", () => {
    const ranking = (prefix: string, count: number) =>
      Array.from({ length: count }, (_, index) =>
        scored(`${prefix}${index}`, `text ${index % 7} of ${prefix}`, {
          score: 1 / (index + 1),
          vector: at(index / 8),
        }),
      );
    const deep = hybridRanking(question, ranking("a", 300), ranking("b", 300));
    const shallow = hybridRanking(
      question,
      ranking("a", 200),
      ranking("b", 200),
    );
    const ids = (of: typeof deep) =>
      of.slice(0, 200).map(({ chunk }) => chunk.id);
    expect(ids(deep)).toEqual(ids(shallow));
    expect(new Set(deep.map(({ chunk }) => chunk.id)).size).toBe(600);
    const scores = deep.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it("answers with nothing where nothing was found", () => {
    expect(hybridRanking(question, [], [])).toEqual([]);
  });
});
