import { AppError } from "#contract/errors.ts";
import type { ChunkRow, IndexKey } from "#core/ports/chunk-index.ts";

/** LanceDB would cut or fill a vector of the wrong length without a word. @throws AppError invalid-request */
export function checkRows(key: IndexKey, rows: readonly ChunkRow[]): void {
  for (const row of rows) {
    if (
      row.vector === null
        ? key.dimension > 0
        : !isVectorOf(row.vector, key.dimension)
    )
      throw new AppError(
        "invalid-request",
        `A passage came with a vector that doesn't fit an index of dimension ${key.dimension}.`,
        { params: { documentId: row.documentId, dimension: key.dimension } },
      );
  }
}

/** @throws AppError invalid-request */
export function checkQueryVector(key: IndexKey, vector: Float32Array): void {
  if (!isVectorOf(vector, key.dimension))
    throw new AppError(
      "invalid-request",
      `The question came with a vector that doesn't fit an index of dimension ${key.dimension}.`,
      { params: { dimension: key.dimension } },
    );
}

function isVectorOf(vector: Float32Array, dimension: number): boolean {
  return (
    dimension > 0 &&
    vector.length === dimension &&
    vector.every(Number.isFinite)
  );
}
