import { AppError } from "#contract/errors.ts";
import type { Embedder, EmbeddingModel } from "#core/ports/embedder.ts";

export interface FakeEmbedder extends Embedder {
  /** Another model, or none, from now on. */
  use(model: EmbeddingModel | null): void;
  /** The next calls to embed fail with these, in order. */
  readonly failures: unknown[];
  /** Texts embedded so far, a call each. */
  readonly calls: string[][];
}

/** Vectors made of a text's letters: equal texts are equal, and similar ones are near. */
export function fakeEmbedder(model: EmbeddingModel | null): FakeEmbedder {
  let current = model;
  const failures: unknown[] = [];
  const calls: string[][] = [];
  return {
    failures,
    calls,
    use: (next) => {
      current = next;
    },
    model: async () => current,
    lastModel: () => current,
    countTokens: async (texts) =>
      texts.map((text) => Math.ceil(text.length / 4)),
    embed: async (texts) => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      if (current === null)
        throw new AppError("model-missing", "There is no model.");
      const { dimension } = current;
      calls.push([...texts]);
      return texts.map((text) => vectorOf(text, dimension));
    },
  };
}

export const smallModel: EmbeddingModel = {
  id: "small",
  dimension: 8,
  maxTokens: 256,
};

function vectorOf(text: string, dimension: number): Float32Array {
  const vector = new Float32Array(dimension).fill(0.01);
  for (let at = 0; at < text.length; at += 1) {
    const place = text.charCodeAt(at) % dimension;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
