import type { SearchHit } from "#contract/search.ts";
import { stemOf } from "#core/library/documents/name-words.ts";
import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { HeldTerms, termsOf } from "#core/words/terms.ts";
import type { Background } from "./background.ts";
import type { ChunkFeatures } from "./chunk-features.ts";
import { strangersUpTo, trustIn } from "./floor.ts";
import { NearDuplicates } from "./near-duplicates.ts";

/** Of each ranking, the passages that may hold the answer. */
const judgedByMeaning = 20;
const judgedByWords = 10;
/** A passage that holds all of the question's words is as likely as one this much nearer in meaning. */
const wordsWeight = 0.7;
/** What it costs that no passage of a large library has a word of the question, were it all of them. */
const unknownCost = 0.25;

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

/** A passage that may hold the answer, and how well it stands out from the background. */
export interface Judged {
  found: ScoredChunk;
  by: "words" | "meaning";
  similarity: number | null;
  /** Of the question's rarity, the share that the passage holds. */
  coverage: number;
  score: number;
  holds: string[];
  lacks: string[];
}

/** The first passages of both rankings, scored by nearness above strangers and by the question's words together. */
export function judgedPassages(
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

/** Without the ending; numbers alone are numbers of files. */
function termsOfName(name: string): HeldTerms {
  const terms = [...termsOf(stemOf(name))];
  return new HeldTerms(new Set(terms.filter((term) => /\p{L}/u.test(term))));
}

const unique = (words: readonly string[]): string[] => [...new Set(words)];

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
