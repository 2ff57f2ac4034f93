import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { blend } from "./blend.ts";
import { neighbourScore } from "./neighbours.ts";
import { type PoolMember, poolOf } from "./pool.ts";
import { sharedTerms } from "./shared-terms.ts";

/** Of each ranking, and then of both together: what a second look scores anew. Deeper ones follow in their order. */
const lookedAtTwice = 200;
const membersForTerms = 5;
const membersForNeighbours = 20;
const weights = { words: 0.35, meaning: 0.35, terms: 0.2, neighbours: 0.1 };

/**
 * One ranking out of words and meaning, in two looks. The first blends BM25 and cosine half and half. The second
 * takes what both rankings hold at the top as likely answers, and adds how much each chunk shares with them: in
 * words and in meaning. Where the two rankings hold next to nothing in common, such as for an identifier,
 * the first stands: feedback would drag what was named exactly down.
 */
export function hybridRanking(
  question: Float32Array,
  words: readonly ScoredChunk[],
  meaning: readonly ScoredChunk[],
): PoolMember[] {
  const top = poolOf(
    question,
    words.slice(0, lookedAtTwice),
    meaning.slice(0, lookedAtTwice),
  );
  const ids = new Set(top.map(({ chunk }) => chunk.id));
  const deeper = poolOf(question, words, meaning).filter(
    ({ chunk }) => !ids.has(chunk.id),
  );
  return inOrder(secondLook(firstLook(top)), firstLook(deeper));
}

function firstLook(pool: readonly PoolMember[]): PoolMember[] {
  return blend(pool, [
    { weight: 0.5, of: (member) => member.words },
    { weight: 0.5, of: (member) => member.meaning },
  ]);
}

function secondLook(first: PoolMember[]): PoolMember[] {
  const agreed = first.filter(({ foundBy }) => foundBy === "both");
  if (agreed.length < 2) return first;
  const head = first.slice(0, lookedAtTwice);
  const terms = sharedTerms(head, agreed.slice(0, membersForTerms));
  const good = agreed.slice(0, membersForNeighbours);
  const near = new Map(
    head.map((member) => [member, neighbourScore(member, good)]),
  );
  const second = blend(head, [
    { weight: weights.words, of: (member) => member.words },
    { weight: weights.meaning, of: (member) => member.meaning },
    { weight: weights.terms, of: (member) => terms.get(member) ?? 0 },
    { weight: weights.neighbours, of: (member) => near.get(member) ?? 0 },
  ]);
  return inOrder(second, first.slice(lookedAtTwice));
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
