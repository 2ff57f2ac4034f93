import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { blend } from "./blend.ts";
import { ChunkFeatures } from "./chunk-features.ts";
import { neighbourScores } from "./neighbours.ts";
import { type PoolMember, poolOf } from "./pool.ts";
import { sharedTerms } from "./shared-terms.ts";

/** Of each ranking, and then of both together: what a second look scores anew. Deeper ones follow in their order. */
const lookedAtTwice = 200;
const membersForTerms = 5;
const membersForNeighbours = 10;
/** Of the second look, when the likely answers are trusted fully; what they lack goes to words and meaning alike. */
const trusted = { terms: 0.2, neighbours: 0.1 };
/** Likely answers with BM25 below this share of the best one's say nothing; from the higher one on, all. */
const trustFrom = { none: 0.4, all: 0.7 };

/**
 * One ranking out of words and meaning, in two looks. The first blends BM25 and cosine half and half. The second
 * takes what both rankings hold at the top as likely answers, and adds how much each chunk shares with them: in
 * words and in meaning. The further one chunk matches the words ahead of the other likely answers, as for a name or
 * an identifier, the less the second look says: it would drag what was named exactly down.
 */
export function hybridRanking(
  question: Float32Array,
  words: readonly ScoredChunk[],
  meaning: readonly ScoredChunk[],
  features: ChunkFeatures = new ChunkFeatures(),
): PoolMember[] {
  const top = poolOf(
    question,
    words.slice(0, lookedAtTwice),
    meaning.slice(0, lookedAtTwice),
  );
  const ids = new Set(top.map(({ chunk }) => chunk.id));
  const isDeeper = ({ chunk }: ScoredChunk) => !ids.has(chunk.id);
  const deeper = poolOf(
    question,
    words.slice(lookedAtTwice).filter(isDeeper),
    meaning.slice(lookedAtTwice).filter(isDeeper),
  );
  return inOrder(secondLook(firstLook(top), features), firstLook(deeper));
}

function firstLook(pool: readonly PoolMember[]): PoolMember[] {
  return blend(pool, [
    { weight: 0.5, of: (member) => member.words },
    { weight: 0.5, of: (member) => member.meaning },
  ]);
}

function secondLook(
  first: PoolMember[],
  features: ChunkFeatures,
): PoolMember[] {
  const agreed = first.filter(({ foundBy }) => foundBy === "both");
  if (agreed.length < 2) return first;
  const head = first.slice(0, lookedAtTwice);
  const likely = agreed.slice(0, membersForTerms);
  const trust = trustIn(likely, head);
  if (trust === 0) return first;
  const terms = sharedTerms(head, likely, features);
  const good = agreed.slice(0, membersForNeighbours);
  const near = neighbourScores(head, good);
  const weights = {
    terms: trust * trusted.terms,
    neighbours: trust * trusted.neighbours,
  };
  const rest = (1 - weights.terms - weights.neighbours) / 2;
  const second = blend(head, [
    { weight: rest, of: (member) => member.words },
    { weight: rest, of: (member) => member.meaning },
    { weight: weights.terms, of: (member) => terms.get(member) ?? 0 },
    { weight: weights.neighbours, of: (member) => near.get(member) ?? 0 },
  ]);
  return inOrder(second, first.slice(lookedAtTwice));
}

/** 0 to 1: whether the likely answers match the words about as well as the best match of all does. */
function trustIn(
  likely: readonly PoolMember[],
  pool: readonly PoolMember[],
): number {
  const best = pool.reduce((most, { words }) => Math.max(most, words), 0);
  if (best === 0) return 0;
  const sum = likely.reduce((total, { words }) => total + words, 0);
  const share = sum / likely.length / best;
  const { none, all } = trustFrom;
  return Math.min(1, Math.max(0, (share - none) / (all - none)));
}

/** One after the other; scores of two scales are made to fall. */
function inOrder(
  upper: PoolMember[],
  lower: readonly PoolMember[],
): PoolMember[] {
  const lowest = upper.at(-1)?.score ?? Infinity;
  for (const member of lower) member.score = Math.min(member.score, lowest);
  return [...upper, ...lower];
}
