import { dots, type PoolMember } from "./pool.ts";

const nearest = 3;

/**
 * Measures each member by the good ones closest to it in meaning: texts that answer one question lie together.
 * Source: Diaz, "Regularizing ad hoc retrieval scores", CIKM 2005.
 */
export function neighbourScores(
  members: readonly PoolMember[],
  good: readonly PoolMember[],
): Map<PoolMember, number> {
  const vectors = good.map(({ vector }) => vector);
  return new Map(
    members.map((member) => {
      const similarities = dots(member.vector, vectors);
      const score = good
        .map((other, at) => ({
          other,
          near: Math.max(0, similarities[at] ?? 0),
        }))
        .filter(({ other }) => other !== member)
        .sort((a, b) => b.near - a.near)
        .slice(0, nearest)
        .reduce((sum, { other, near }) => sum + near * other.score, 0);
      return [member, score];
    }),
  );
}
