import { dot, type PoolMember } from "./pool.ts";

const nearest = 3;

/**
 * Measures each member by the good ones closest to it in meaning: texts that answer one question lie together.
 * Source: Diaz, "Regularizing ad hoc retrieval scores", CIKM 2005.
 */
export function neighbourScore(
  member: PoolMember,
  good: readonly PoolMember[],
): number {
  return good
    .filter((other) => other !== member)
    .map((other) => ({
      near: Math.max(0, dot(member.vector, other.vector)),
      score: other.score,
    }))
    .sort((a, b) => b.near - a.near)
    .slice(0, nearest)
    .reduce((sum, { near, score }) => sum + near * score, 0);
}
