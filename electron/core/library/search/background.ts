import type { MeasuredLibrary } from "./measured-library.ts";
import type { ModelReference } from "./model-reference.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Up to here the library says too little of itself, and the model is asked too. */
const smallLibraryPassages = 50;
const modelPairsWeight = 10;
const neighboursWeight = 20;
/** Of the way from unrelated to identical, where the nearest other passage lies when nothing is known. */
const usualNearness = 0.5;
const lowNeighbourShare = 0.1;

/** How near the passages of a library are to each other: what a question's nearness is measured by. */
export interface Background {
  passages: number;
  /** Each text once, however often it stands in the library. */
  distinctPassages: number;
  vocabulary: Vocabulary;
  /** Null for an index without vectors. */
  meaning: {
    /** Cosine of two passages of different documents, on average. */
    unrelated: number;
    /** Cosine above that which counts as one: between how near neighbours are and how near a text is to itself. */
    scale: number;
    /** Cosine from which the model takes a text for an answer in any library; null where it could not be asked. */
    answering: number | null;
  } | null;
}

/** The library's own measure, and beside it what the model in use makes of texts; null where that is not known. */
export function backgroundOf(
  { vectors, ...measured }: MeasuredLibrary,
  ofModel: ModelReference | null,
): Background {
  if (vectors === null) return { ...measured, meaning: null };
  const unrelated = unrelatedSimilarity(vectors, ofModel);
  const nearest = vectors.nearest
    .filter((one) => one !== "only-copies")
    .map((one) => (one === "nothing-else" ? unrelated : one))
    .sort((a, b) => a - b);
  const low = nearest[Math.floor(lowNeighbourShare * nearest.length)];
  const { distinctPassages } = measured;
  const trust =
    low === undefined
      ? 0
      : distinctPassages / (distinctPassages + neighboursWeight);
  const nearness =
    trust * (((low ?? 0) - unrelated) / (1 - unrelated)) +
    (1 - trust) * usualNearness;
  return {
    ...measured,
    meaning: {
      unrelated,
      scale: (1 - unrelated) * Math.sqrt(Math.max(0.05, nearness)),
      answering: ofModel?.answering ?? null,
    },
  };
}

/** The mean over pairs; in a small library together with what the model makes of texts that have nothing in common. */
function unrelatedSimilarity(
  { paired, similarity, pairs }: NonNullable<MeasuredLibrary["vectors"]>,
  ofModel: ModelReference | null,
): number {
  if (paired >= smallLibraryPassages || ofModel === null) return similarity;
  const weighed = similarity * pairs + ofModel.unrelated * modelPairsWeight;
  return Math.min(0.95, weighed / (pairs + modelPairsWeight));
}
