import type { ChunkRow, IndexKey } from "#core/ports/chunk-index.ts";

export const smallKey: IndexKey = {
  workspaceId: "3f0c1a52-6a43-4c0e-9a0c-0a4f6b8c1d2e",
  embeddingModelId: "small model/q8",
  dimension: 4,
  chunkerVersion: 1,
};

/** A row of a document, with the vector given or one that points along the first axis. */
export function chunkRow(
  documentId: string,
  text: string,
  more: Partial<ChunkRow> = {},
): ChunkRow {
  const start = more.start ?? 0;
  return {
    id: `${documentId}:${start}`,
    documentId,
    fileHash: "f".repeat(64),
    page: null,
    start,
    end: start + text.length,
    boxes: [],
    headings: [],
    sensitivity: "normal",
    text,
    vector: Float32Array.of(1, 0, 0, 0),
    ...more,
  };
}
