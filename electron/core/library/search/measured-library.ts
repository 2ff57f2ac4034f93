import { mapInTurns } from "#core/concurrency/in-turns.ts";
import { mean } from "#core/numbers/mean.ts";
import type { ChunkTable } from "#core/ports/chunk-index.ts";
import { DistinctTexts } from "./distinct-texts.ts";
import { type NearestOther, nearestOther } from "./nearest-other.ts";
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

export type MeasuredTable = Pick<
  ChunkTable,
  "countRows" | "rowsAt" | "nearest"
>;

/** What a library says of itself, whatever model is asked beside it. */
export interface MeasuredLibrary {
  passages: number;
  /** Each text once, however often it stands in the library. */
  distinctPassages: number;
  vocabulary: Vocabulary;
  /** Null for an index without vectors. */
  vectors: {
    /** Passages that were looked at in pairs, at most. */
    paired: number;
    /** Cosine of two passages, of different documents where there are some, on average over so many pairs. */
    similarity: number;
    pairs: number;
    /** Of each of at most 128 passages. */
    nearest: NearestOther[];
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
 * 4,000 passages and looks for the neighbours of 128, each up to three times. Null for an empty table.
 * @throws AppError data-damaged
 */
export async function measureLibrary(
  table: MeasuredTable,
  { signal }: { signal: AbortSignal },
): Promise<MeasuredLibrary | null> {
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
  if (sampled.length === 0) return { ...measured, vectors: null };
  const documents = new Set(sampled.map(({ documentId }) => documentId));
  const byDocument = documents.size >= minDocuments;
  const paired = some(sampled, maxPairedPassages);
  const similarities = pairs(paired)
    .filter(([a, b]) => !byDocument || a.documentId !== b.documentId)
    .map(([a, b]) => dot(a.vector, b.vector));
  const nearest: NearestOther[] = [];
  const looked = some(sampled, maxNeighbouredPassages);
  for (let from = 0; from < looked.length; from += searchesAtOnce) {
    signal.throwIfAborted();
    const found = looked
      .slice(from, from + searchesAtOnce)
      .map((one) => nearestOther(table, one, { byDocument }));
    nearest.push(...(await Promise.all(found)));
  }
  return {
    ...measured,
    vectors: {
      paired: paired.length,
      similarity: mean(similarities),
      pairs: similarities.length,
      nearest,
    },
  };
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
