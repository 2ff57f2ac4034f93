import { expect, test } from "vitest";
import { RowCache } from "#native/vectors/row-cache.ts";
import type { StoredRow } from "#native/vectors/stored-rows.ts";
import { chunkRow } from "../../support/chunk-rows.ts";

function rowOf(id: number): StoredRow {
  const { vector: _, ...chunk } = chunkRow(`${id}`, "text");
  return { chunk };
}

/** Which of so many rows, read one after the other, are still there. */
function keptOf(count: number, between: (cache: RowCache) => void = () => {}) {
  const cache = new RowCache();
  for (let id = 0; id < count; id += 1) {
    cache.set(BigInt(id), rowOf(id));
    between(cache);
  }
  return (id: number) => cache.get(BigInt(id))?.chunk.documentId;
}

// Would catch: every row that a search ever read in memory, for as long as Hearth runs
test("two to four thousand rows are kept, the newest of them", () => {
  const kept = keptOf(6_001);
  expect([0, 1_999, 3_999].map(kept)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([4_000, 5_999, 6_000].map(kept)).toEqual(["4000", "5999", "6000"]);
});

test("what is asked for again and again stays", () => {
  const kept = keptOf(20_000, (cache) => cache.get(7n));
  expect([7, 8].map(kept)).toEqual(["7", undefined]);
});
