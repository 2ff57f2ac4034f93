import { chunkerVersion } from "#core/library/chunking/chunker.ts";
import type { IndexKey } from "#core/ports/chunk-index.ts";
import type { EmbeddingModel } from "#core/ports/embedder.ts";

/** Without a model: what the common small ones take, so that a model added later changes little. */
const tokensWithoutModel = 256;
/** A longer chunk blurs what it is about, whatever the model could take. */
const maxTokensPerChunk = 512;

/** The index that the embedder's model (null for none) asks for. */
export function indexKeyFor(
  workspaceId: string,
  model: EmbeddingModel | null,
): IndexKey {
  return {
    workspaceId,
    embeddingModelId: model?.id ?? "none",
    dimension: model?.dimension ?? 0,
    chunkerVersion,
  };
}

/** An index without vectors, made where there was no model. */
export function isKeywordOnly(key: IndexKey): boolean {
  return key.dimension === 0;
}

/** The longest input of the model, its own marks included. */
export function maxChunkTokens(model: EmbeddingModel | null): number {
  return Math.min(model?.maxTokens ?? tokensWithoutModel, maxTokensPerChunk);
}

/** Whether vectors of the one can be compared with those of the other; none is the same as none. */
export function isSameModel(
  a: EmbeddingModel | null,
  b: EmbeddingModel | null,
): boolean {
  return a?.id === b?.id && a?.dimension === b?.dimension;
}
