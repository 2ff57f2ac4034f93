export interface Reranker {
  /** Relevance of each passage to the query, higher is better, in order. */
  score(
    query: string,
    passages: readonly string[],
    options: { signal: AbortSignal },
  ): Promise<number[]>;
}
