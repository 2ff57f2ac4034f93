import { mapInTurns } from "#core/concurrency/in-turns.ts";
import type { ChunkTable } from "#core/ports/chunk-index.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import { DistinctTexts } from "./distinct-texts.ts";
import {
  type ModelReference,
  mean,
  modelReference,
} from "./model-reference.ts";
import { nearestOther } from "./nearest-other.ts";
import { dot } from "./pool.ts";
import { shinglesOf } from "./shingles.ts";
import { Vocabulary } from "./vocabulary.ts";

/** Enough that a word of one passage in a thousand is seen; read in pages, so that nothing else waits for long. */
const maxVocabularyPassages = 4_000;
const passagesPerPage = 250;
const maxPairedPassages = 128;
const maxNeighbouredPassages = 128;
const searchesAtOnce = 8;
/** With fewer documents, another passage of the same one is the nearest that there is. */
const minDocuments = 5;
/** Up to here the library says too little of itself, and the model is asked too. */
const smallLibraryPassages = 50;
const modelPairsWeight = 10;
const neighboursWeight = 20;
/** Of the way from unrelated to identical, where the nearest other passage lies when nothing is known. */
const usualNearness = 0.5;
const lowNeighbourShare = 0.1;

export type MeasuredTable = Pick<
  ChunkTable,
  "countRows" | "rowsAt" | "nearest"
>;

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

interface Sampled {
  id: string;
  documentId: string;
  vector: Float32Array;
  shingles: Int32Array;
}

/**
 * Measures a library by a sample of its passages: by relations between its own vectors, so that it holds for any
 * embedding model. Copies of a text count once: they say nothing of how near what is told apart lies. Reads at most
 * 4,000 passages and looks for the neighbours of 128. Null for an empty table.
 * @throws AppError data-damaged
 */
export async function measureBackground(
  table: MeasuredTable,
  embedder: Pick<Embedder, "embed">,
  { signal }: { signal: AbortSignal },
): Promise<Background | null> {
  const passages = await table.countRows();
  if (passages === 0) return null;
  const vocabulary = new Vocabulary();
  vocabulary.libraryPassages = passages;
  const offsets = spread(Math.min(passages, maxVocabularyPassages), passages);
  const texts = new DistinctTexts();
  const sampled: Sampled[] = [];
  let distinct = 0;
  for (let from = 0; from < offsets.length; from += passagesPerPage) {
    signal.throwIfAborted();
    const page = await table.rowsAt(
      offsets.slice(from, from + passagesPerPage),
    );
    await mapInTurns(
      page,
      ({ chunk, vector }) => {
        vocabulary.add(`${chunk.headings.join(" ")} ${chunk.text}`);
        const { id, documentId, text } = chunk;
        const shingles = shinglesOf(text);
        if (!texts.add(shingles)) return;
        distinct += 1;
        if (vector !== undefined)
          sampled.push({ id, documentId, vector, shingles });
      },
      { charsOf: ({ chunk }) => chunk.text.length, signal },
    );
  }
  const distinctPassages = Math.round((passages * distinct) / offsets.length);
  const measured = { passages, distinctPassages, vocabulary };
  if (sampled.length === 0) return { ...measured, meaning: null };
  const documents = new Set(sampled.map(({ documentId }) => documentId));
  const byDocument = documents.size >= minDocuments;
  const ofModel = await modelReference(embedder, { signal });
  const unrelated = unrelatedSimilarity(some(sampled, maxPairedPassages), {
    byDocument,
    ofModel,
  });
  const nearest: number[] = [];
  const looked = some(sampled, maxNeighbouredPassages);
  for (let from = 0; from < looked.length; from += searchesAtOnce) {
    signal.throwIfAborted();
    const found = await Promise.all(
      looked
        .slice(from, from + searchesAtOnce)
        .map((one) => nearestOther(table, one, { byDocument })),
    );
    for (const similarity of found)
      if (similarity !== undefined) nearest.push(similarity ?? unrelated);
  }
  nearest.sort((a, b) => a - b);
  const low = nearest[Math.floor(lowNeighbourShare * nearest.length)];
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
  sampled: readonly Sampled[],
  options: { byDocument: boolean; ofModel: ModelReference | null },
): number {
  const { byDocument, ofModel } = options;
  const own = pairs(sampled).filter(
    ([a, b]) => !byDocument || a.documentId !== b.documentId,
  );
  const similarities = own.map(([a, b]) => dot(a.vector, b.vector));
  if (sampled.length >= smallLibraryPassages || ofModel === null)
    return mean(similarities);
  const weighed =
    mean(similarities) * own.length + ofModel.unrelated * modelPairsWeight;
  return Math.min(0.95, weighed / (own.length + modelPairsWeight));
}

/** Places spread evenly over all, so that the sample stays much the same from one time to the next. */
function spread(count: number, all: number): number[] {
  return Array.from({ length: count }, (_, index) =>
    Math.floor(((index + 0.5) * all) / count),
  );
}

function some<Item>(items: readonly Item[], count: number): Item[] {
  return spread(Math.min(count, items.length), items.length).flatMap(
    (place) => items[place] ?? [],
  );
}

function pairs<Item>(items: readonly Item[]): [Item, Item][] {
  return items.flatMap((a, index) =>
    items.slice(index + 1).map((b): [Item, Item] => [a, b]),
  );
}
