import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import type { Candidate } from "./candidate.ts";

/** As in the paper; between 20 and 100 it hardly matters. */
const rankConstant = 60;

/**
 * One ranking out of two: each gives a chunk 1 / (60 + its rank), and what both found rises.
 * Equal scores keep the order of `words`. Source: Cormack, Clarke, Büttcher, "Reciprocal rank fusion
 * outperforms Condorcet and individual rank learning methods", SIGIR 2009.
 */
export function fuse(
  words: readonly ScoredChunk[],
  meaning: readonly ScoredChunk[],
): Candidate[] {
  const byId = new Map<string, Candidate>();
  for (const [index, { chunk }] of words.entries())
    byId.set(chunk.id, { chunk, score: shareOf(index), foundBy: "words" });
  for (const [index, { chunk }] of meaning.entries()) {
    const known = byId.get(chunk.id);
    byId.set(chunk.id, {
      chunk,
      score: (known?.score ?? 0) + shareOf(index),
      foundBy: known === undefined ? "meaning" : "both",
    });
  }
  return [...byId.values()].sort((a, b) => b.score - a.score);
}

function shareOf(index: number): number {
  return 1 / (rankConstant + index + 1);
}

/** One ranking as it is. */
export function only(
  foundBy: "words" | "meaning",
  ranking: readonly ScoredChunk[],
): Candidate[] {
  return ranking.map(({ chunk, score }) => ({ chunk, score, foundBy }));
}
