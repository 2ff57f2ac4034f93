import {
  type Answerability,
  type NearMiss,
  notJudged,
  type SearchHit,
} from "#contract/search.ts";
import { stemOf } from "#core/library/documents/name-words.ts";
import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { HeldTerms, questionTerms, termsOf } from "#core/words/terms.ts";
import type { Background } from "./background.ts";
import type { ChunkFeatures } from "./chunk-features.ts";
import { NearDuplicates } from "./near-duplicates.ts";

/** Of each ranking, the passages that may hold the answer. */
const judgedByMeaning = 20;
const judgedByWords = 10;
/** A passage that holds all of the question's words is as likely as one this much nearer in meaning. */
const wordsWeight = 0.7;
/** Below, nothing is told apart from a stranger's question. See docs/decisions, and test/eval/floor.ts for the curve. */
const wholeFloor = 0.67;
/** A library so small that it says little of itself: a wrong refusal costs more there than a weak passage. */
const small = { passages: 100, floor: 0.5 };
const largePassages = 500;
/** What it costs that no passage of a large library has a word of the question, were it all of them. */
const unknownCost = 0.25;
/** Where the passages of a large library are of all kinds, so that much seems near: how far the model's own measure counts. */
const modelShare = 2 / 3;
/** By words alone: a smaller share of the question's words than this is chance. */
const wordsOnlyFloor = 0.1;
/** Logistic fit over Cranfield, CISI, NPL, XQuAD and ARAGOG: own questions against strangers'. */
const confidenceFit = { slope: 16, even: 0.69 };

export interface Judgement {
  answerability: Answerability;
  /** Whether a hit is nearer than strangers are; undefined where nothing was judged by meaning. */
  isNear: (
    hit: Pick<SearchHit, "documentId" | "start" | "end">,
  ) => boolean | undefined;
}

export interface JudgedRankings {
  question: string;
  /** Null where the search was by words. */
  similarityOf:
    | ((found: ScoredChunk, by: "words" | "meaning") => number | null)
    | null;
  words: readonly ScoredChunk[];
  meaning: readonly ScoredChunk[];
  features: ChunkFeatures;
  /** The name of a document that may be shown. */
  nameOf: (documentId: string) => string;
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
): Judgement {
  const terms = questionTerms(rankings.question);
  if (
    background === null ||
    (terms.size === 0 && rankings.meaning.length === 0)
  )
    return { answerability: notJudged, isNear: () => undefined };
  const judged = candidates(rankings, background, terms);
  const best = greatest(judged, ({ score }) => score);
  const counted = wordsOf(background, terms, judged);
  const byMeaning = rankings.similarityOf === null ? null : background.meaning;
  const answerable =
    byMeaning === null
      ? (best?.coverage ?? 0) < wordsOnlyFloor
        ? "no"
        : "unknown"
      : (best?.score ?? 0) < floorOf(background)
        ? "no"
        : "yes";
  const answerability: Answerability = {
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
  const floor = floorOf(background);
  return {
    answerability,
    isNear: ({ documentId, start, end }) =>
      byMeaning === null
        ? undefined
        : judged.some(
            ({ found: { chunk }, score }) =>
              score >= floor &&
              chunk.documentId === documentId &&
              chunk.start < end &&
              chunk.end > start,
          ),
  };
}

/** How much a library says of itself: nothing at 0, all at 1. */
const trustIn = ({ distinctPassages }: Background): number =>
  Math.max(
    0,
    Math.min(
      1,
      (distinctPassages - small.passages) / (largePassages - small.passages),
    ),
  );

const floorOf = (background: Background): number =>
  small.floor + trustIn(background) * (wholeFloor - small.floor);

/**
 * The cosine from which nearness counts: that of unrelated passages, and more where the library would take for an
 * answer what the model takes for one nowhere.
 */
function strangersUpTo(background: Background): number {
  const { meaning } = background;
  if (meaning === null) return 0;
  const { unrelated, scale, answering } = meaning;
  const enough = unrelated + wholeFloor * scale;
  const lacking = Math.max(0, (answering ?? enough) - enough);
  return unrelated + trustIn(background) * modelShare * lacking;
}

function candidates(
  { words, meaning, similarityOf, features, nameOf }: JudgedRankings,
  background: Background,
  terms: ReadonlyMap<string, string>,
): Judged[] {
  const { vocabulary, meaning: scale } = background;
  const names = new Map<string, HeldTerms>();
  const nameTerms = (documentId: string): HeldTerms => {
    const known = names.get(documentId) ?? termsOfName(nameOf(documentId));
    names.set(documentId, known);
    return known;
  };
  const found = new Map<string, { found: ScoredChunk; by: Judged["by"] }>();
  for (const one of firstDistinct(words, judgedByWords, features))
    found.set(one.chunk.id, { found: one, by: "words" });
  for (const one of firstDistinct(meaning, judgedByMeaning, features))
    if (!found.has(one.chunk.id))
      found.set(one.chunk.id, { found: one, by: "meaning" });
  const read = [...found.values()].map((one) => {
    const held = features.terms(one.found.chunk);
    const named = nameTerms(one.found.chunk.documentId);
    const shares = new Map(
      [...terms.keys()].map((term) => [
        term,
        Math.max(held.share(term), named.share(term)),
      ]),
    );
    return { ...one, shareOf: (term: string) => shares.get(term) ?? 0 };
  });
  const unknown: string[] = [];
  const rarities = new Map(
    [...terms.keys()].map((term) => {
      const seen = read.filter((one) => one.shareOf(term) > 0).length;
      if (vocabulary.passagesWith(term, seen) === 0) unknown.push(term);
      return [term, vocabulary.rarity(term, seen)];
    }),
  );
  const unrelated = strangersUpTo(background);
  const whole = sumOf(rarities.values());
  const share = (some: readonly string[], of: (term: string) => number) =>
    whole === 0
      ? 0
      : sumOf(some.map((term) => (rarities.get(term) ?? 0) * of(term))) / whole;
  const cost =
    trustIn(background) *
    unknownCost *
    (terms.size === 0 ? 1 : share(unknown, () => 1));
  return read.map(({ found, by, shareOf }) => {
    const holds = [...terms.keys()].filter((term) => shareOf(term) > 0);
    const coverage = share(holds, shareOf);
    const similarity = similarityOf === null ? null : similarityOf(found, by);
    const nearness =
      similarity === null || scale === null
        ? 0
        : // One that holds every word is an answer, however strange its meaning: a name, a code
          Math.max(0, (similarity - unrelated) / scale.scale);
    return {
      found,
      by,
      similarity,
      coverage,
      score: nearness + wordsWeight * coverage - cost,
      holds: unique(holds.map((term) => terms.get(term) ?? term)),
      lacks: unique(
        [...terms].flatMap(([term, word]) => (shareOf(term) > 0 ? [] : [word])),
      ),
    };
  });
}

/** So many that differ, each with its copies: which of them is shown, the ranking decides. */
function firstDistinct(
  ranking: readonly ScoredChunk[],
  count: number,
  features: ChunkFeatures,
): readonly ScoredChunk[] {
  const texts = new NearDuplicates();
  let distinct = 0;
  const end = ranking.findIndex(({ chunk }) => {
    const shingles = features.shingles(chunk);
    if (texts.has(shingles)) return false;
    texts.add(shingles);
    distinct += 1;
    return distinct > count;
  });
  return end === -1 ? ranking : ranking.slice(0, end);
}

/** The question's words, rarest first. */
function wordsOf(
  { vocabulary }: Background,
  terms: ReadonlyMap<string, string>,
  judged: readonly Judged[],
): { word: string; passages: number }[] {
  const words = [...terms]
    .map(([term, word]) => {
      const seen = judged.filter(({ holds }) => holds.includes(word)).length;
      return { word, passages: vocabulary.passagesWith(term, seen) };
    })
    .sort((a, b) => a.passages - b.passages);
  // A run of signs without spaces has many terms and is said once
  return words.filter(
    ({ word }, index) => words.findIndex((one) => one.word === word) === index,
  );
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

/** Without the ending; numbers alone are numbers of files. */
function termsOfName(name: string): HeldTerms {
  const terms = [...termsOf(stemOf(name))];
  return new HeldTerms(new Set(terms.filter((term) => /\p{L}/u.test(term))));
}

const unique = (words: readonly string[]): string[] => [...new Set(words)];

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
