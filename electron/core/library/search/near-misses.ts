import type { NearMiss } from "#contract/search.ts";
import { greatest } from "./greatest.ts";
import type { Judged, JudgedRankings } from "./judged-passages.ts";

/** What holds most of the question's words, and what lies nearest in meaning: one where they are the same. */
export function nearMisses(
  judged: readonly Judged[],
  { hitOf }: JudgedRankings,
): NearMiss[] {
  const misses: NearMiss[] = [];
  const take = (nearestBy: NearMiss["nearestBy"], one: Judged | null): void => {
    const hit = one === null ? null : hitOf(one.found, one.by);
    if (one === null || hit === null) return;
    if (
      misses.some(
        ({ start, documentId }) =>
          start === hit.start && documentId === hit.documentId,
      )
    )
      return;
    const { holds, lacks, similarity } = one;
    misses.push({ ...hit, nearestBy, holds, lacks, similarity });
  };
  const covering = judged.filter(({ coverage }) => coverage > 0);
  take(
    "words",
    greatest(covering, ({ coverage }) => coverage),
  );
  take(
    "meaning",
    greatest(judged, ({ similarity }) => similarity ?? -1),
  );
  return misses;
}
