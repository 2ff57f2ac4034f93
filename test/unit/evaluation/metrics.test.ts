import { describe, expect, it } from "vitest";
import {
  averagePrecision,
  ndcgAt,
  percentile,
  recallAt,
} from "#core/evaluation/metrics.ts";

const grades = new Map([
  ["a", 3],
  ["b", 2],
  ["c", 3],
  ["d", 0],
  ["e", 1],
  ["f", 2],
]);

describe("retrieval metrics, against figures worked by hand", () => {
  it("discounts by log2(rank + 1) with the grade itself as gain", () => {
    // DCG 3 + 2/1.58496 + 3/2 + 0 + 1/2.58496 + 2/2.80735 = 6.86113; ideal 3,3,2,2,1,0 = 7.14099
    const found = ndcgAt(10, ["a", "b", "c", "d", "e", "f"], grades);
    expect(found).toBeCloseTo(6.86113 / 7.14099, 4);
  });

  it("compares with the best k, not with the best of all", () => {
    expect(ndcgAt(2, ["a", "c"], grades)).toBe(1);
  });

  it("averages precision over all relevant documents, also those not found", () => {
    // Found at 1 and 3, three relevant: (1/1 + 2/3) / 3
    const three = new Map([
      ["x", 1],
      ["y", 1],
      ["z", 1],
    ]);
    expect(averagePrecision(["x", "?", "y"], three)).toBeCloseTo(5 / 9, 10);
    expect(recallAt(2, ["x", "?", "y"], three)).toBeCloseTo(1 / 3, 10);
    expect(recallAt(10, ["x", "?", "y"], three)).toBeCloseTo(2 / 3, 10);
  });

  it("is 0, not a division by nothing, where nothing is relevant", () => {
    const none = new Map([["x", 0]]);
    expect(ndcgAt(10, ["x"], none)).toBe(0);
    expect(averagePrecision(["x"], none)).toBe(0);
    expect(recallAt(10, ["x"], none)).toBe(0);
  });

  it("takes percentiles by nearest rank", () => {
    expect(percentile(0.5, [4, 1, 3, 2])).toBe(2);
    expect(percentile(0.95, [1, 2, 3])).toBe(3);
    expect(percentile(0.5, [])).toBe(0);
  });
});
