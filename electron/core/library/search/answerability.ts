import {
  type Answerability,
  notJudged,
  type SearchHit,
} from "#contract/search.ts";
import { questionTerms } from "#core/words/terms.ts";
import type { Background } from "./background.ts";
import { floorOf } from "./floor.ts";
import { greatest } from "./greatest.ts";
import {
  type Judged,
  type JudgedRankings,
  judgedPassages,
} from "./judged-passages.ts";
import { nearMisses } from "./near-misses.ts";

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
  const judged = judgedPassages(rankings, background, terms);
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
