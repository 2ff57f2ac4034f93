import type { ScoredChunk } from "#core/ports/chunk-index.ts";
import { HeldTerms, termsOf } from "#core/words/terms.ts";
import { wordsOf } from "#core/words/words.ts";
import { shinglesOf } from "./shingles.ts";

type Chunk = ScoredChunk["chunk"];

/** About 4 KB each. */
const maxChunksPerGeneration = 2_000;
/** The words of a library, nearly always; lists of numbers and codes could go on for ever. */
const maxWords = 200_000;

/** The words of a text by their numbers, each once, in the order in which they first occur. */
export interface WordCounts {
  readonly ids: Uint32Array;
  /** How often each occurs. */
  readonly counts: Uint32Array;
  /** Words in all. */
  readonly length: number;
}

interface Features {
  /** The same place may hold another text once the file or the chunker changed. */
  readonly fileHash: string;
  readonly end: number;
  wordCounts?: WordCounts;
  shingles?: Int32Array;
  terms?: HeldTerms;
}

/**
 * What the texts of chunks are compared by, taken apart once and kept for the next search: most questions meet the
 * same chunks. Holds between one and two generations of chunks; the one that is not asked for any more is let go.
 */
export class ChunkFeatures {
  #young = new Map<string, Features>();
  #old = new Map<string, Features>();
  readonly #wordIds = new Map<string, number>();

  /** It knows so many words that the next search had better begin with a new one. */
  get isFull(): boolean {
    return this.#wordIds.size >= maxWords;
  }

  /** One more than the highest number of a word. */
  get knownWords(): number {
    return this.#wordIds.size;
  }

  /** Numbers of words hold among all chunks. */
  wordCounts(chunk: Chunk): WordCounts {
    const features = this.#of(chunk);
    features.wordCounts ??= this.#count(wordsOf(chunk.text));
    return features.wordCounts;
  }

  shingles(chunk: Chunk): Int32Array {
    const features = this.#of(chunk);
    features.shingles ??= shinglesOf(chunk.text);
    return features.shingles;
  }

  /** Of the headings too. */
  terms(chunk: Chunk): HeldTerms {
    const features = this.#of(chunk);
    features.terms ??= new HeldTerms(
      termsOf(`${chunk.headings.join(" ")} ${chunk.text}`),
    );
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
    }
    this.#young.set(id, features);
    return features;
  }

  #count(words: readonly string[]): WordCounts {
    const counts = new Map<number, number>();
    for (const word of words) {
      const id = this.#wordIds.get(word) ?? this.#wordIds.size;
      this.#wordIds.set(word, id);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return {
      ids: Uint32Array.from(counts.keys()),
      counts: Uint32Array.from(counts.values()),
      length: words.length,
    };
  }
}
