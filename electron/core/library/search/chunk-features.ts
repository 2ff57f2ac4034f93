import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { termsOfWords } from "./question-terms.ts";
import { shinglesOf } from "./shingles.ts";
import { wordsOf } from "./words.ts";

type Chunk = ScoredChunk["chunk"];

/** About 8 KB each. */
const maxChunksPerGeneration = 2_000;

interface Features {
  /** The same place may hold another text once the file or the chunker changed. */
  readonly fileHash: string;
  readonly end: number;
  counts?: ReadonlyMap<string, number>;
  words?: readonly string[];
  shingles?: Int32Array;
  terms?: ReadonlySet<string>;
}

/**
 * What the texts of chunks are compared by, taken apart once and kept for the next search: most questions meet the
 * same chunks. Holds between one and two generations of chunks; the one that is not asked for any more is let go.
 */
export class ChunkFeatures {
  #young = new Map<string, Features>();
  #old = new Map<string, Features>();
  /** One string for each word, however many chunks hold it. */
  #known = new Map<string, string>();

  words(chunk: Chunk): readonly string[] {
    const features = this.#of(chunk);
    features.words ??= wordsOf(chunk.text).map((word) => this.#one(word));
    return features.words;
  }

  /** How often each word occurs. */
  counts(chunk: Chunk): ReadonlyMap<string, number> {
    const features = this.#of(chunk);
    features.counts ??= countsOf(this.words(chunk));
    return features.counts;
  }

  shingles(chunk: Chunk): Int32Array {
    const features = this.#of(chunk);
    features.shingles ??= shinglesOf(chunk.text);
    return features.shingles;
  }

  /** Of the headings too. */
  terms(chunk: Chunk): ReadonlySet<string> {
    const features = this.#of(chunk);
    features.terms ??= termsOfWords([
      ...wordsOf(chunk.headings.join(" ")).map((word) => this.#one(word)),
      ...this.words(chunk),
    ]);
    return features.terms;
  }

  #of({ id, end, fileHash }: Chunk): Features {
    const isOfText = (known: Features | undefined): known is Features =>
      known?.fileHash === fileHash && known.end === end;
    const young = this.#young.get(id);
    if (isOfText(young)) return young;
    const old = this.#old.get(id);
    const features = isOfText(old) ? old : { fileHash, end };
    if (this.#young.size >= maxChunksPerGeneration) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#known = new Map();
    }
    this.#young.set(id, features);
    return features;
  }

  #one(word: string): string {
    const known = this.#known.get(word);
    if (known !== undefined) return known;
    this.#known.set(word, word);
    return word;
  }
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
