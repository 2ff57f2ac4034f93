import type { DocumentSummary } from "#contract/library.ts";
import type {
  ChunkIndex,
  ChunkTable,
  IndexKey,
  ScoredChunk,
} from "#core/ports/chunk-index.ts";

export function documentSummary(
  id: string,
  status: DocumentSummary["status"] = "indexed",
): DocumentSummary {
  return {
    id: id as DocumentSummary["id"], // any string serves as an id here
    workspaceId: "w" as DocumentSummary["workspaceId"], // likewise
    name: `${id}.txt`,
    path: `/files/${id}.txt`,
    folder: "/files",
    mediaType: "text/plain",
    sizeBytes: 1,
    status,
    reason: null,
    pages: null,
    pageStrip: [],
    chunks: 1,
    addedAt: 0,
    indexedAt: 0,
  };
}

/** The chunk of a document from start to end, where the document's whole text is given. */
export function scored(
  documentId: string,
  text: string,
  options: {
    start?: number;
    end?: number;
    score?: number;
    vector?: Float32Array;
    page?: number;
    headings?: string[];
  } = {},
): ScoredChunk {
  const {
    start = 0,
    end = text.length,
    score = 1,
    page = null,
    headings = [],
  } = options;
  return {
    chunk: {
      id: `${documentId}:${start}`,
      documentId,
      fileHash: "hash",
      page,
      start,
      end,
      headings,
      sensitivity: "normal",
      text: text.slice(start, end),
    },
    score,
    ...(options.vector === undefined ? {} : { vector: options.vector }),
  };
}

/** An index whose one table answers with these rankings, whatever is asked. */
export function fakeIndex(
  key: IndexKey,
  rankings: { words?: ScoredChunk[]; meaning?: ScoredChunk[] },
): ChunkIndex {
  const table: ChunkTable = {
    key,
    replace: async () => undefined,
    remove: async () => undefined,
    searchWords: async (_query, k) => (rankings.words ?? []).slice(0, k),
    searchVector: async (_vector, k) => (rankings.meaning ?? []).slice(0, k),
    countRows: async () => 0,
    revision: 0,
    rowsAt: async () => [],
    nearest: async () => [],
    check: async () => 0,
    optimize: async () => undefined,
    scrub: async () => undefined,
  };
  return {
    open: async () => table,
    list: async () => [key],
    drop: async () => undefined,
    dropExcept: async () => undefined,
    close: async () => undefined,
  };
}
