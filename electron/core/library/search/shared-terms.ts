import type { ChunkFeatures } from "./chunk-features.ts";
import type { PoolMember } from "./pool.ts";

const maxTerms = 30;
/** A term of one text only is its own affair; one of two is what the answers have in common. */
const textsThatAttest = 2;
/** BM25's usual constants. */
const saturation = 1.2;
const lengthShare = 0.75;

/**
 * Measures each member by the words that the best ones share and the rest of the pool lacks: BM25 over the
 * pool with those words as the query. Source: Lavrenko and Croft, "Relevance-based language models", SIGIR 2001,
 * with words that only one of the texts attests left out.
 */
export function sharedTerms(
  pool: readonly PoolMember[],
  best: readonly PoolMember[],
  features: ChunkFeatures,
): Map<PoolMember, number> {
  const weights = attestedWeights(best, features);
  const counted = new Map(
    pool.map((member) => [
      member,
      {
        counts: features.counts(member.chunk),
        length: features.words(member.chunk).length,
      },
    ]),
  );
  const members = new Map<string, number>();
  for (const term of weights.keys()) {
    let having = 0;
    for (const { counts } of counted.values()) if (counts.has(term)) having++;
    members.set(term, having);
  }
  const rarity = (term: string) => {
    const having = members.get(term) ?? 0;
    return Math.log(1 + (pool.length - having + 0.5) / (having + 0.5));
  };
  const query = [...weights]
    .map(([term, weight]) => ({
      term,
      weight: weight * rarity(term) ** 2,
      order: weight * rarity(term),
    }))
    .sort((a, b) => b.order - a.order)
    .slice(0, maxTerms);
  let total = 0;
  for (const { length } of counted.values()) total += length;
  const averageLength = total / pool.length || 1;
  const scores = new Map<PoolMember, number>();
  for (const [member, { counts, length }] of counted) {
    const damping =
      saturation * (1 - lengthShare + (lengthShare * length) / averageLength);
    let score = 0;
    for (const { term, weight } of query) {
      const count = counts.get(term) ?? 0;
      if (count > 0)
        score += (weight * count * (saturation + 1)) / (count + damping);
    }
    scores.set(member, score);
  }
  return scores;
}

/** How much of the best texts each term makes up, better texts counting more; only terms that two of them have. */
function attestedWeights(
  best: readonly PoolMember[],
  features: ChunkFeatures,
): Map<string, number> {
  const weights = new Map<string, number>();
  const attested = new Map<string, number>();
  for (const { chunk, score } of best) {
    const words = features.words(chunk);
    for (const word of words)
      weights.set(word, (weights.get(word) ?? 0) + score / words.length);
    for (const word of new Set(words))
      attested.set(word, (attested.get(word) ?? 0) + 1);
  }
  for (const [word, texts] of attested)
    if (texts < textsThatAttest) weights.delete(word);
  return weights;
}
