import type { ScoredChunk } from "#core/ports/chunk-index.ts";

/** A chunk that words, meaning or both found, measured by both. */
export interface PoolMember {
  chunk: ScoredChunk["chunk"];
  /** BM25; 0 where words did not find it. */
  words: number;
  /** Cosine to the question. */
  meaning: number;
  vector: Float32Array;
  foundBy: "words" | "meaning" | "both";
  score: number;
}

/** Everything that either ranking holds, once, words first. What only words found gets its cosine here. */
export function poolOf(
  question: Float32Array,
  words: readonly ScoredChunk[],
  meaning: readonly ScoredChunk[],
): PoolMember[] {
  const none = new Float32Array(question.length);
  const byMeaning = new Map(meaning.map((found) => [found.chunk.id, found]));
  const members = words.map(({ chunk, score, vector = none }): PoolMember => {
    const meant = byMeaning.get(chunk.id);
    byMeaning.delete(chunk.id);
    return {
      chunk,
      words: score,
      meaning: meant?.score ?? dot(question, vector),
      vector: meant?.vector ?? vector,
      foundBy: meant === undefined ? "words" : "both",
      score: 0,
    };
  });
  for (const { chunk, score, vector = none } of byMeaning.values())
    members.push({
      chunk,
      words: 0,
      meaning: score,
      vector,
      foundBy: "meaning",
      score: 0,
    });
  return members;
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/**
 * The same of one vector with each of these, to the bit, for hundreds of vectors that are measured by the same few.
 * Five sums go side by side: one alone waits for its last addition at every step.
 */
export function dotsWith(
  others: readonly Float32Array[],
): (vector: Float32Array) => number[] {
  // A double for each number, made once
  const wide = others.map((other) => Float64Array.from(other));
  return (vector) => {
    const sums: number[] = [];
    for (let at = 0; at < wide.length; at += 5) {
      const a = wide[at] ?? new Float64Array();
      const [b = a, c = a, d = a, e = a] = wide.slice(at + 1, at + 5);
      let [ofA, ofB, ofC, ofD, ofE] = [0, 0, 0, 0, 0];
      for (let i = 0; i < vector.length; i++) {
        const value = vector[i] ?? 0;
        ofA += value * (a[i] ?? 0);
        ofB += value * (b[i] ?? 0);
        ofC += value * (c[i] ?? 0);
        ofD += value * (d[i] ?? 0);
        ofE += value * (e[i] ?? 0);
      }
      sums.push(ofA, ofB, ofC, ofD, ofE);
    }
    return sums.slice(0, others.length);
  };
}
