import { describe, expect, it } from "vitest";
import { normalized, poolTokens } from "#native/embeddings/pooling.ts";
import {
  decodeVectors,
  encodeVectors,
} from "#native/embeddings/vectors-on-wire.ts";

const twoTokens = Float32Array.of(1, 4, 3, 2);

describe("pooling", () => {
  it("takes the mean, the first token or the highest, as the model says", () => {
    expect([...poolTokens(twoTokens, 2, "mean")]).toEqual([2, 3]);
    expect([...poolTokens(twoTokens, 2, "cls")]).toEqual([1, 4]);
    expect([...poolTokens(twoTokens, 2, "max")]).toEqual([3, 4]);
  });

  it("refuses to normalise what has no direction or is not a number", () => {
    expect([...(normalized(Float32Array.of(3, 4)) ?? [])]).toEqual([
      Math.fround(0.6),
      Math.fround(0.8),
    ]);
    expect(normalized(Float32Array.of(0, 0))).toBeNull();
    expect(normalized(Float32Array.of(1, Number.NaN))).toBeNull();
    expect(normalized(Float32Array.of(1, Number.POSITIVE_INFINITY))).toBeNull();
  });
});

describe("vectors on the wire", () => {
  it("arrive bit for bit", () => {
    const vectors = [
      Float32Array.of(1e-38, -0.1, Math.PI),
      Float32Array.of(0, -0, 3),
    ];
    expect(decodeVectors(encodeVectors(vectors, 3), 2, 3)).toEqual(vectors);
  });

  it("are refused when bytes are missing", () => {
    const encoded = encodeVectors([Float32Array.of(1, 2)], 2);
    expect(decodeVectors(encoded, 1, 3)).toBeNull();
    expect(decodeVectors(encoded.slice(0, -4), 1, 2)).toBeNull();
  });
});
