import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passagesOf } from "#core/library/search/passages.ts";
import { documentSummary, scored } from "../../support/search-fixture.ts";

const text =
  "The lease ends in May.\n\nNotice is given in writing.\n\nThe deposit is returned.\n\nKeys are handed over.";
const paragraph = (index: number) => {
  const starts = [0, 24, 53, 80];
  const start = starts[index] ?? 0;
  const end = (starts[index + 1] ?? text.length + 2) - 2;
  return { start, end };
};
const sources = {
  documents: new Map(["a", "b"].map((id) => [id, documentSummary(id)])),
  textOf: () => text,
};
const found = (id: string, index: number, page?: number) => ({
  ...scored(id, text, {
    ...paragraph(index),
    ...(page === undefined ? {} : { page }),
  }),
  foundBy: "words" as const,
});

describe("passagesOf", () => {
  it("joins chunks of a page that adjoin, with the text between them", () => {
    const [hit, ...rest] = passagesOf(
      [found("a", 1, 1), found("a", 0, 1)],
      10,
      sources,
    );
    expect(rest).toEqual([]);
    expect(hit).toMatchObject({ start: 0, end: 51, page: 1 });
    expect(hit?.text).toBe(
      "The lease ends in May.\n\nNotice is given in writing.",
    );
  });

  it("keeps chunks of two pages apart: each part of a passage is on its page", () => {
    const hits = passagesOf([found("a", 1, 2), found("a", 0, 1)], 10, sources);
    expect(hits.map(({ page }) => page)).toEqual([2, 1]);
  });

  it("keeps apart what has text between it, and chunks of different documents", () => {
    const hits = passagesOf(
      [found("a", 0), found("a", 2), found("b", 1)],
      10,
      sources,
    );
    expect(hits.map(({ start }) => start)).toEqual([0, 53, 24]);
  });

  it("joins two passages' worth only up to a page: a prompt must be able to hold it", () => {
    const long = `${"word ".repeat(700)}\n\n${"other ".repeat(700)}`;
    const first = {
      ...scored("a", long, { start: 0, end: 3499 }),
      foundBy: "words" as const,
    };
    const second = {
      ...scored("a", long, { start: 3502 }),
      foundBy: "words" as const,
    };
    expect(
      passagesOf([first, second], 10, { ...sources, textOf: () => long }),
    ).toHaveLength(2);
  });

  it("shows a text once that two documents hold, but for case and marks", () => {
    const copy = scored("b", "the lease ENDS, in may");
    const hits = passagesOf(
      [found("a", 0), { ...copy, foundBy: "words" }],
      10,
      sources,
    );
    expect(hits.map(({ documentId }) => documentId)).toEqual(["a"]);
  });

  it("shows a text of which one word in ten runs differs, when it is another text", () => {
    const price = (amount: string) =>
      `The price of the item is ${amount} crowns`;
    const a = { ...scored("a", price("ten")), foundBy: "words" as const };
    const b = { ...scored("b", price("twenty")), foundBy: "words" as const };
    expect(passagesOf([a, b], 10, sources)).toHaveLength(2);
  });

  it("never counts a joined chunk as a passage of its own", () => {
    const ranking = [found("a", 0), found("a", 1), found("b", 3)];
    expect(
      passagesOf(ranking, 2, sources).map(({ documentId }) => documentId),
    ).toEqual(["a", "b"]);
  });

  it("says that both ways found it when it is joined of both", () => {
    const [hit] = passagesOf(
      [found("a", 0), { ...found("a", 1), foundBy: "meaning" as const }],
      10,
      sources,
    );
    expect(hit?.foundBy).toBe("both");
  });

  it("gives exactly the document's text from start to end, whatever is joined", () => {
    const words = fc.array(
      fc.constantFrom("alpha", "beta", "gamma", "\n\n", "δ", "𝒳"),
      {
        minLength: 4,
        maxLength: 80,
      },
    );
    fc.assert(
      fc.property(
        words,
        fc.array(fc.nat(79), { maxLength: 6 }),
        (parts, cuts) => {
          const whole = parts.join(" ");
          const edges = [
            ...new Set([
              0,
              ...cuts.map((cut) => cut % whole.length),
              whole.length,
            ]),
          ];
          edges.sort((a, b) => a - b);
          const ranking = edges.slice(0, -1).map((start, index) => ({
            ...scored("a", whole, {
              start,
              end: edges[index + 1] ?? whole.length,
            }),
            foundBy: "meaning" as const,
          }));
          // Not in reading order, as a ranking is
          ranking.sort((a, b) => a.chunk.text.length - b.chunk.text.length);
          const hits = passagesOf(ranking, 10, {
            ...sources,
            textOf: () => whole,
          });
          for (const hit of hits)
            expect(hit.text).toBe(whole.slice(hit.start, hit.end));
        },
      ),
    );
  });
});
