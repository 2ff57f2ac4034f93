import { AppError } from "#contract/errors.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import type { HeldTerms } from "#core/words/terms.ts";
import { askedFact, figureWords, holdsFact } from "./asked-facts.ts";
import { isHardlyAnswer, isReference, isTitle } from "./hardly-answers.ts";
import { questionWords, stemsOf, wordWeights } from "./question-words.ts";
import { sectionHeadings } from "./section-headings.ts";
import type { TextRange } from "./sentence-ranges.ts";
import { type DocumentText, type TextUnit, textUnits } from "./text-units.ts";

/** A passage that was found, best first, and the document that it is a range of. */
export interface EvidencePassage extends TextRange {
  document: DocumentText;
  headings: readonly string[];
}

/** A sentence, list item, row or block of code, as far as it may answer the question. Offsets into the document. */
export interface AnsweringSentence extends TextUnit {
  /** The index of its passage. */
  passage: number;
  /** The headings that it stands below: the very same list for all of a section. */
  section: readonly string[];
  /** Higher is better; comparable within one ranking only. */
  score: number;
  /** 0 to 1: how much of the question's rare words it holds. */
  words: number;
  /** Cosine to the question; null where it was not measured. */
  meaning: number | null;
  /** An entry of a bibliography or the like: it names where an answer may be and is none. */
  isReference: boolean;
}

export interface RankingOptions {
  question: string;
  passages: readonly EvidencePassage[];
  /** Null: by words alone. A model that fails is the same. */
  embedder: Pick<Embedder, "embed"> | null;
}

/**
 * Sentences that are embedded, the best by words: about 4 ms each on two slow cores. Over 1,190 questions of XQuAD
 * twelve chose another sentence than all of them did once.
 */
const maxEmbedded = 12;
/**
 * Of words in the sentence, and of words in it, in the sentence before or in the headings above: "it" and "they" stand
 * for those.
 */
const wordsWeight = 0.6;
const carriedWeight = 0.4;
/** Where the question asks for a figure or a name, and the sentence has one: this much of the words that it carries. */
const factGain = 0.25;
/** Of the weight of a word that the figure stands for. */
const impliedShare = 0.1;
/** What each rank of the passage costs. */
const rankCost = 0.05;
const referenceCost = 1;
const hardlyCost = 0.25;
/** A title has the words of many questions and answers none. */
const titleCost = 0.6;

/**
 * What answers the question, best first: cosine to the question, plus the share of its rare words that a sentence
 * has, plus that share with the sentence before it. Only the sentences that lead by words are embedded.
 * @throws the signal's reason
 */
export async function rankAnsweringSentences(
  { question, passages, embedder }: RankingOptions,
  { signal }: { signal: AbortSignal },
): Promise<AnsweringSentence[]> {
  const byWords = scoredByWords(question, passages);
  const read = byWords.slice(0, maxEmbedded);
  const cosines =
    embedder === null
      ? null
      : await cosinesOf(
          question,
          read.map((sentence) => textOf(sentence, passages)),
          embedder,
          signal,
        );
  signal.throwIfAborted();
  if (cosines === null) return byWords;
  for (const [index, sentence] of read.entries()) {
    sentence.meaning = cosines[index] ?? 0;
    sentence.score += sentence.meaning;
  }
  return byWords.sort((a, b) => b.score - a.score);
}

function scoredByWords(
  question: string,
  passages: readonly EvidencePassage[],
): AnsweringSentence[] {
  const words = questionWords(question);
  const fact = askedFact(question);
  const stems = new Map<TextUnit, HeldTerms>();
  const units = passages.map(({ document, ...range }) => {
    const inPassage = textUnits(document, range);
    for (const unit of inPassage)
      stems.set(unit, stemsOf(document.text.slice(unit.start, unit.end)));
    return inPassage;
  });
  const weights = wordWeights(words, [...stems.values()]);
  if (fact === "figure") {
    const implied = stemsOf(figureWords);
    for (const [word, weight] of weights)
      if (implied.has(word)) weights.set(word, weight * impliedShare);
  }
  const total = words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0);
  const share = (...sets: (HeldTerms | undefined)[]) =>
    words.reduce(
      (sum, word) =>
        sets.some((set) => set?.has(word))
          ? sum + (weights.get(word) ?? 0) / total
          : sum,
      0,
    );
  const headingStems = stemsOfHeadings();
  return passages
    .flatMap((passage, rank) => {
      const headings = sectionHeadings(passage.document, units[rank] ?? []);
      return (units[rank] ?? []).map((unit, index): AnsweringSentence => {
        const above = units[rank]?.[index - 1];
        const section = headings.get(unit.start) ?? [];
        const before =
          above !== undefined && headings.get(above.start) === section
            ? above
            : undefined;
        const own = stems.get(unit);
        const held = share(own);
        const carried = share(
          own,
          before && stems.get(before),
          headingStems(section),
        );
        const text = passage.document.text.slice(unit.start, unit.end);
        const isCited = isReference(text, passage.headings);
        return {
          ...unit,
          passage: rank,
          section,
          words: held,
          meaning: null,
          isReference: isCited,
          score:
            wordsWeight * held +
            carriedWeight * carried +
            (holdsFact(text, fact, question) ? factGain * carried : 0) -
            rankCost * rank -
            (isCited ? referenceCost : 0) -
            (isTitle(text, unit.kind)
              ? titleCost
              : isHardlyAnswer(text, unit.kind)
                ? hardlyCost
                : 0),
        };
      });
    })
    .sort((a, b) => b.score - a.score);
}

/** The words of headings, looked up once for each section. */
function stemsOfHeadings(): (headings: readonly string[]) => HeldTerms {
  const known = new Map<readonly string[], HeldTerms>();
  return (headings) => {
    const found = known.get(headings) ?? stemsOf(headings.join("\n"));
    known.set(headings, found);
    return found;
  };
}

/** Null where no model could measure: then words alone decide. */
async function cosinesOf(
  question: string,
  texts: readonly string[],
  embedder: Pick<Embedder, "embed">,
  signal: AbortSignal,
): Promise<number[] | null> {
  if (texts.length === 0) return null;
  try {
    const [[asked], vectors] = await Promise.all([
      embedder.embed([question], { kind: "query", signal }),
      embedder.embed(texts, { kind: "passage", signal }),
    ]);
    if (asked === undefined) return null;
    return vectors.map((vector) => cosine(asked, vector));
  } catch (error) {
    // No model, or one that can't run, is said by the search itself
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** Of vectors of length 1. */
function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function textOf(
  { passage, start, end }: AnsweringSentence,
  passages: readonly EvidencePassage[],
): string {
  return passages[passage]?.document.text.slice(start, end) ?? "";
}
