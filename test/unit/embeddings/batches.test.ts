import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchesOf } from "#native/embeddings/batches.ts";

describe("batchesOf", () => {
  it("holds every text once, and never pads a batch beyond 256 tokens", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 300 })), (lengths) => {
        const batches = batchesOf(lengths);
        expect(batches.flat().sort((a, b) => a - b)).toEqual(
          lengths.map((_, index) => index),
        );
        for (const batch of batches) {
          const longest = Math.max(
            ...batch.map((index) => lengths[index] ?? 0),
          );
          expect(batch.length === 1 || batch.length * longest <= 256).toBe(
            true,
          );
        }
      }),
    );
  });
});
