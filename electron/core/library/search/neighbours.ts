import { dotsWith, type PoolMember } from "./pool.ts";

const nearest = 3;

/**
 * Measures each member by the good ones closest to it in meaning: texts that answer one question lie together.
 * Source: Diaz, "Regularizing ad hoc retrieval scores", CIKM 2005.
 */
export function neighbourScores(
  members: readonly PoolMember[],
  good: readonly PoolMember[],
): Map<PoolMember, number> {
  const similaritiesTo = dotsWith(good.map(({ vector }) => vector));
  const places = good.map((_, at) => at);
  return new Map(
    members.map((member) => {
      const similarities = similaritiesTo(member.vector);
      const near = (at: number) => Math.max(0, similarities[at] ?? 0);
      const score = places
        .filter((at) => good[at] !== member)
        .sort((a, b) => near(b) - near(a))
        .slice(0, nearest)
        .reduce((sum, at) => sum + near(at) * (good[at]?.score ?? 0), 0);
      return [member, score];
    }),
  );
}
