export interface EmbeddingModel {
  id: string;
  dimension: number;
  /** Longest input in tokens, special tokens included; more is cut. */
  maxTokens: number;
}

export interface Embedder {
  /**
   * The model in use; null when there is none. Loads nothing. As it is now, or as it was found at most `maxAgeMs` ago;
   * default 0.
   */
  model(options?: { maxAgeMs?: number }): Promise<EmbeddingModel | null>;
  /**
   * The model as it was when it was last looked for; null before that, or where there was none. model() gives this very
   * object as long as the model's files stay the same.
   */
  lastModel(): EmbeddingModel | null;
  /** Tokens of each text without special tokens. @throws AppError model-missing */
  countTokens(
    texts: readonly string[],
    options: { signal: AbortSignal },
  ): Promise<number[]>;
  /**
   * Vectors of length 1 (L2), in order. `model` is one that model() or lastModel() gave: then it is not looked for again.
   * @throws AppError model-missing, model-damaged, worker-crashed
   */
  embed(
    texts: readonly string[],
    options: {
      kind: "passage" | "query";
      model?: EmbeddingModel;
      signal: AbortSignal;
    },
  ): Promise<Float32Array[]>;
}
