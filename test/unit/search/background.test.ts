import { expect, test } from "vitest";
import { backgroundOf } from "#core/library/search/background.ts";
import {
  type MeasuredTable,
  measureLibrary,
} from "#core/library/search/measured-library.ts";
import { dot } from "#core/library/search/pool.ts";
import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { scored } from "../../support/search-fixture.ts";

const dimension = 8;
const signal = new AbortController().signal;

/** Texts of this many words, no two alike, in so many documents of two passages. */
function library(documents: number, folder = "a", edit = ""): ScoredChunk[] {
  return Array.from({ length: documents }, (_, at) =>
    [0, 1].map((half) => {
      const text = Array.from(
        { length: 60 },
        (_, word) => `w${at}x${half}x${word}`,
      ).join(" ");
      const number = at * 2 + half;
      const { chunk, ...found } = scored(`${folder}${at}`, `${text} ${edit}`, {
        vector: direction(number),
      });
      const id = `${folder}${at}:${half}`;
      return { ...found, chunk: { ...chunk, id } };
    }),
  ).flat();
}

function tableOf(rows: readonly ScoredChunk[]): MeasuredTable {
  return {
    countRows: async () => rows.length,
    rowsAt: async (offsets) => offsets.flatMap((at) => rows[at] ?? []),
    nearest: async (to, k, exceptDocumentIds) =>
      rows
        .filter(({ chunk }) => !exceptDocumentIds.includes(chunk.documentId))
        .map(({ chunk: { id, documentId, text }, vector = to }) => ({
          id,
          documentId,
          text,
          similarity: dot(to, vector),
        }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, k),
  };
}

/** The same for the same number, and the two passages of a document near each other. */
function direction(number: number): Float32Array {
  const vector = Float32Array.from({ length: dimension }, (_, at) => {
    const of = (seed: number) => Math.sin(seed * 12.9898 + at * 78.233);
    return of(Math.floor(number / 2)) + 0.2 * of(number + 900);
  });
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / length);
}

const measured = async (rows: readonly ScoredChunk[]) => {
  const library = await measureLibrary(tableOf(rows), { signal });
  if (library === null) throw new Error("nothing was measured");
  return backgroundOf(library, null);
};

// Would catch: twins taken for neighbours, after which 6 to 37 of 100 of a library's own questions were refused
test.each([
  ["twice", [...library(40), ...library(40, "b")]],
  ["three times", [...library(40), ...library(40, "b"), ...library(40, "c")]],
  ["in two versions", [...library(40), ...library(40, "b", "last changed")]],
])(
  "a library that stands there %s is measured as if it stood there once",
  async (_, rows) => {
    const once = await measured(library(40));
    const copied = await measured(rows);
    expect(copied.meaning).toEqual(once.meaning);
    expect(copied.distinctPassages).toBe(80);
    expect(copied.passages).toBe(rows.length);
  },
);

// Would catch: a folder of one text alone, of which no neighbour is known, taken for one whose passages are all near
test("a library of nothing but copies is measured as if nothing were known of neighbours", async () => {
  const one = library(1).slice(0, 1);
  const copies = Array.from({ length: 60 }, (_, at) =>
    one.map(({ chunk, ...rest }) => ({
      ...rest,
      chunk: { ...chunk, id: `${at}`, documentId: `${at}` },
    })),
  ).flat();
  const { meaning, distinctPassages } = await measured(copies);
  expect(distinctPassages).toBe(1);
  expect(meaning?.scale).toBeCloseTo(
    (1 - (meaning?.unrelated ?? 0)) * Math.sqrt(0.5),
  );
});

// Bug: the engine's thread was held for most of a second by a page of passages, and nothing else had its turn
test("others have their turn while a page of passages is measured", async () => {
  const rows = library(125, "a", "more of it ".repeat(200));
  let turns = 0;
  let isMeasuring = false;
  const takeTurn = () => {
    turns += 1;
    if (isMeasuring) setImmediate(takeTurn);
  };
  const table = tableOf(rows);
  await measureLibrary(
    {
      ...table,
      rowsAt: async (offsets) => {
        isMeasuring = true;
        setImmediate(takeTurn);
        return table.rowsAt(offsets);
      },
      nearest: async (...options) => {
        isMeasuring = false;
        return table.nearest(...options);
      },
    },
    { signal },
  );
  expect(turns).toBeGreaterThan(5);
});
