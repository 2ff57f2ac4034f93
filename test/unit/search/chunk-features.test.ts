import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChunkFeatures } from "#core/library/search/chunk-features.ts";
import { dot, dotsWith } from "#core/library/search/pool.ts";
import { scored } from "../../support/search-fixture.ts";

const chunkOf = (text: string, fileHash = "hash") => ({
  ...scored("a", text).chunk,
  fileHash,
});

describe("what chunks are compared by", () => {
  it("numbers a word alike in every chunk, and counts it", () => {
    const features = new ChunkFeatures();
    const first = features.wordCounts(chunkOf("Wings lift wings"));
    const second = features.wordCounts(scored("b", "lift, then drag").chunk);
    expect([...first.counts]).toEqual([2, 1]);
    expect(first.length).toBe(3);
    expect(second.ids[0]).toBe(first.ids[1]);
    expect(new Set([...first.ids, ...second.ids]).size).toBe(
      features.knownWords,
    );
  });

  it("is of the text that stands at a place now, not of the one before", () => {
    const features = new ChunkFeatures();
    const before = chunkOf("the lease");
    const after = chunkOf("the house", "other");
    expect(features.terms(before).has("leas")).toBe(true);
    expect(features.terms(after).has("leas")).toBe(false);
    expect(features.wordCounts(after).ids).not.toEqual(
      features.wordCounts(before).ids,
    );
  });

  it("says when it knows more words than a library has, such as of lists of numbers", () => {
    const features = new ChunkFeatures();
    const numbers = Array.from({ length: 200_000 }, (_, n) => `n${n}`);
    features.wordCounts(chunkOf(numbers.slice(1).join(" ")));
    expect(features.isFull).toBe(false);
    features.wordCounts(scored("b", numbers.slice(0, 1).join(" ")).chunk);
    expect(features.isFull).toBe(true);
  });
});

describe("dotsWith", () => {
  it("are to the bit what each dot product is alone", () => {
    const vector = fc.float32Array({
      minLength: 9,
      maxLength: 9,
      noNaN: true,
      noDefaultInfinity: true,
    });
    fc.assert(
      fc.property(vector, fc.array(vector, { maxLength: 9 }), (a, others) => {
        expect([...dotsWith(others)(a)]).toEqual(
          others.map((other) => dot(a, other)),
        );
      }),
    );
  });
});
