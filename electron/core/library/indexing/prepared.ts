import type { Chunk } from "#core/library/chunking/chunker.ts";
import type { Extraction } from "#core/ports/extractor.ts";
import type { FileFacts } from "#core/ports/files.ts";

/** A document that the pipeline has taken to work on. */
export interface Claimed {
  id: string;
  rowId: number;
  jobId: string;
  workspaceId: string;
  path: string;
  name: string;
  sizeBytes: number;
  fileHash: string | null;
  /** Of the indexed version. */
  title: string | null;
  sensitivity: "normal" | "private";
  attempts: number;
  /** JSON of the index that holds an earlier version of it; null when none does. */
  indexKey: string | null;
}

/** A document cut into chunks, ready to be embedded and written. */
export interface Prepared {
  document: Claimed;
  fileHash: string;
  chunks: Chunk[];
  /** What was read from the file; null when only the index is new. */
  read: { extraction: Extraction; facts: FileFacts } | null;
}
