import type { ChunkFeatures, WordCounts } from "./chunk-features.ts";
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
  const counted = pool.map(({ chunk }) => features.wordCounts(chunk));
  // By the words' numbers: a Map takes three times as long
  const having = new Uint32Array(features.knownWords);
  for (const { ids } of counted)
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] ?? 0;
      having[id] = (having[id] ?? 0) + 1;
    }
  const rarity = (id: number) => {
    const members = having[id] ?? 0;
    return Math.log(1 + (pool.length - members + 0.5) / (members + 0.5));
  };
  const query = [...weights]
    .map(([id, weight]) => ({
      id,
      weight: weight * rarity(id) ** 2,
      order: weight * rarity(id),
    }))
    .sort((a, b) => b.order - a.order)
    .slice(0, maxTerms);
  // Where each word stands in the query; -1 for none
  const places = new Int8Array(features.knownWords).fill(-1);
  for (const [place, { id }] of query.entries()) places[id] = place;
  const total = counted.reduce((sum, { length }) => sum + length, 0);
  const averageLength = total / pool.length || 1;
  // One for all: an array apart from the heap for each of hundreds costs more than the sum
  const found = new Uint32Array(query.length);
  const weightAt = query.map(({ weight }) => weight);
  const scoreOf = ({ ids, counts, length }: WordCounts) => {
    found.fill(0);
    for (let at = 0; at < ids.length; at++) {
      const place = places[ids[at] ?? 0] ?? -1;
      if (place >= 0) found[place] = counts[at] ?? 0;
    }
    const damping =
      saturation * (1 - lengthShare + (lengthShare * length) / averageLength);
    let score = 0;
    for (let place = 0; place < found.length; place++) {
      const count = found[place] ?? 0;
      const weight = weightAt[place] ?? 0;
      if (count > 0)
        score += (weight * count * (saturation + 1)) / (count + damping);
    }
    return score;
  };
  const scores = counted.map(scoreOf);
  return new Map(pool.map((member, at) => [member, scores[at] ?? 0]));
}

/** How much of the best texts each term makes up, better texts counting more; only terms that two of them have. */
function attestedWeights(
  best: readonly PoolMember[],
  features: ChunkFeatures,
): Map<number, number> {
  const weights = new Map<number, number>();
  const attested = new Map<number, number>();
  for (const { chunk, score } of best) {
    const { ids, counts, length } = features.wordCounts(chunk);
    for (const [at, id] of ids.entries()) {
      let weight = weights.get(id) ?? 0;
      for (let nth = counts[at] ?? 0; nth > 0; nth--) weight += score / length;
      weights.set(id, weight);
      attested.set(id, (attested.get(id) ?? 0) + 1);
    }
  }
  for (const [id, texts] of attested)
    if (texts < textsThatAttest) weights.delete(id);
  return weights;
}
