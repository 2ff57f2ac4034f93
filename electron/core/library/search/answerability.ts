import {
  type Answerability,
  type NearMiss,
  notJudged,
  type SearchHit,
} from "#contract/search.ts";
import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { questionTerms } from "#core/words/terms.ts";
import type { Background } from "./background.ts";
import type { ChunkFeatures } from "./chunk-features.ts";

/** Of each ranking, the passages that may hold the answer. */
const judgedByMeaning = 20;
const judgedByWords = 10;
/** A passage that holds all of the question's words is as likely as one this much nearer in meaning. */
const wordsWeight = 0.7;
/** Below, nothing is told apart from a stranger's question. See docs/decisions, and test/eval/floor.ts for the curve. */
const floor = 0.66;
/** By words alone: a smaller share of the question's words than this is chance. */
const wordsOnlyFloor = 0.1;
/** Logistic fit over Cranfield, CISI, NPL, XQuAD and ARAGOG: own questions against strangers'. */
const confidenceFit = { slope: 16, even: 0.69 };

export interface JudgedRankings {
  question: string;
  /** Null where the search was by words. */
  similarityOf:
    | ((found: ScoredChunk, by: "words" | "meaning") => number | null)
    | null;
  words: readonly ScoredChunk[];
  meaning: readonly ScoredChunk[];
  features: ChunkFeatures;
  /** Null for a document that must not be shown. */
  hitOf: (found: ScoredChunk, by: "words" | "meaning") => SearchHit | null;
}

interface Judged {
  found: ScoredChunk;
  by: "words" | "meaning";
  similarity: number | null;
  /** Of the question's rarity, the share that the passage holds. */
  coverage: number;
  score: number;
  holds: string[];
  lacks: string[];
}

/**
 * Whether any passage stands out from the library's own background, in meaning and in the question's telling words
 * together. A passage must have both or much of one; words that no passage knows weigh against all.
 */
export function judge(
  background: Background | null,
  rankings: JudgedRankings,
): Answerability {
  const terms = questionTerms(rankings.question);
  if (
    background === null ||
    (terms.size === 0 && rankings.meaning.length === 0)
  )
    return notJudged;
  const judged = candidates(rankings, background, terms);
  const best = greatest(judged, ({ score }) => score);
  const counted = wordsOf(background, terms, judged);
  const byMeaning = rankings.similarityOf === null ? null : background.meaning;
  const answerable =
    byMeaning === null
      ? (best?.coverage ?? 0) < wordsOnlyFloor
        ? "no"
        : "unknown"
      : (best?.score ?? 0) < floor
        ? "no"
        : "yes";
  return {
    answerable,
    confidence:
      byMeaning === null
        ? null
        : 1 /
          (1 +
            Math.exp(
              -confidenceFit.slope * ((best?.score ?? 0) - confidenceFit.even),
            )),
    similarity: best?.similarity ?? null,
    unrelatedSimilarity: byMeaning?.unrelated ?? null,
    words: counted.map(({ word, passages }) => ({ word, passages })),
    nearest: answerable === "no" ? nearMisses(judged, rankings) : [],
  };
}

function candidates(
  { words, meaning, similarityOf, features }: JudgedRankings,
  { vocabulary, meaning: scale }: Background,
  terms: ReadonlyMap<string, string>,
): Judged[] {
  const found = new Map<string, { found: ScoredChunk; by: Judged["by"] }>();
  for (const one of words.slice(0, judgedByWords))
    found.set(one.chunk.id, { found: one, by: "words" });
  for (const one of meaning.slice(0, judgedByMeaning))
    if (!found.has(one.chunk.id))
      found.set(one.chunk.id, { found: one, by: "meaning" });
  const read = [...found.values()].map((one) => ({
    ...one,
    terms: features.terms(one.found.chunk),
  }));
  const rarities = new Map(
    [...terms.keys()].map((term) => {
      const seen = read.filter((one) => one.terms.has(term)).length;
      return [term, vocabulary.rarity(term, seen)];
    }),
  );
  const whole = sumOf(rarities.values());
  return read.map(({ found, by, terms: held }) => {
    const holds = [...terms.keys()].filter((term) => held.has(term));
    const coverage =
      whole === 0 ? 0 : sumOf(holds.map((t) => rarities.get(t) ?? 0)) / whole;
    const similarity = similarityOf === null ? null : similarityOf(found, by);
    const nearness =
      similarity === null || scale === null
        ? 0
        : // One that holds every word is an answer, however strange its meaning: a name, a code
          Math.max(0, (similarity - scale.unrelated) / scale.scale);
    return {
      found,
      by,
      similarity,
      coverage,
      score: nearness + wordsWeight * coverage,
      holds: holds.map((term) => terms.get(term) ?? term),
      lacks: [...terms].flatMap(([term, word]) =>
        held.has(term) ? [] : [word],
      ),
    };
  });
}

/** The question's words, rarest first. */
function wordsOf(
  { vocabulary }: Background,
  terms: ReadonlyMap<string, string>,
  judged: readonly Judged[],
): { word: string; passages: number }[] {
  return [...terms]
    .map(([term, word]) => {
      const seen = judged.filter(({ holds }) => holds.includes(word)).length;
      return { word, passages: vocabulary.passagesWith(term, seen) };
    })
    .sort((a, b) => a.passages - b.passages);
}

function nearMisses(
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

function greatest<Item>(
  items: readonly Item[],
  of: (item: Item) => number,
): Item | null {
  return items.reduce<Item | null>(
    (best, item) => (best === null || of(item) > of(best) ? item : best),
    null,
  );
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
