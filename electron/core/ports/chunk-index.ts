/** What an index was built with: another value of any is another table. */
export interface IndexKey {
  workspaceId: string;
  /** "none" for keyword only, then dimension is 0. */
  embeddingModelId: string;
  dimension: number;
  chunkerVersion: number;
}

export interface Box {
  /** In points from the page's top left. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface ChunkRow {
  /** `${documentId}:${start}` */
  id: string;
  documentId: string;
  fileHash: string;
  page: number | null;
  start: number;
  end: number;
  boxes: Box[];
  headings: string[];
  sensitivity: "normal" | "private";
  /** Exactly the document's text from start to end. */
  text: string;
  /** Of length 1; null exactly when the key's dimension is 0. */
  vector: Float32Array | null;
}

export interface ScoredChunk {
  chunk: Omit<ChunkRow, "vector" | "boxes">;
  /** BM25 for words, cosine similarity for vectors: higher is better. */
  score: number;
  /** Of length 1; there when the index has vectors. */
  vector?: Float32Array;
}

export interface ChunkSearchOptions {
  /** Only chunks of these documents, left out before the ranking is made. Default: of all. At most 500. */
  documentIds?: readonly string[] | undefined;
}

export interface NearRow {
  id: string;
  documentId: string;
  text: string;
  /** Cosine. */
  similarity: number;
}

export interface ChunkTable {
  readonly key: IndexKey;
  /** Removes all rows of these documents and appends the new ones: doing it twice is doing it once. */
  replace(
    documentIds: readonly string[],
    rows: readonly ChunkRow[],
  ): Promise<void>;
  remove(documentIds: readonly string[]): Promise<void>;
  searchWords(
    query: string,
    k: number,
    options?: ChunkSearchOptions,
  ): Promise<ScoredChunk[]>;
  searchVector(
    vector: Float32Array,
    k: number,
    options?: ChunkSearchOptions,
  ): Promise<ScoredChunk[]>;
  countRows(): Promise<number>;
  /** Another number after every write of this process. */
  readonly revision: number;
  /** The rows at these places (0-based, in no order that means anything), with vectors where the index has them; score 0. */
  rowsAt(offsets: readonly number[]): Promise<ScoredChunk[]>;
  /** What lies nearest, best first, of none of these documents (at most 500). Reads less of each row than a search. */
  nearest(
    vector: Float32Array,
    k: number,
    exceptDocumentIds: readonly string[],
  ): Promise<NearRow[]>;
  /** The same by reading from every file, so that one that is missing or cut short is found. @throws AppError data-damaged */
  check(): Promise<number>;
  /** Folds new rows into the full-text index and compacts. Safe at any time; slow. */
  optimize(): Promise<void>;
  /** Rewrites the table, so that no file of it holds anything of rows that were removed. Safe at any time; slow. */
  scrub(): Promise<void>;
}

export interface ChunkIndex {
  open(key: IndexKey): Promise<ChunkTable>;
  list(workspaceId: string): Promise<IndexKey[]>;
  drop(key: IndexKey): Promise<void>;
  /** Drops every table of workspaces that are none of these. */
  dropExcept(workspaceIds: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
