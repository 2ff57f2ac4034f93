import type { ScoredChunk } from "#core/ports/chunk-index.ts";

/** A chunk on its way into an answer. */
export interface Candidate {
  chunk: ScoredChunk["chunk"];
  /** Higher is better; comparable within one ranking only. */
  score: number;
  foundBy: "words" | "meaning" | "both";
}
