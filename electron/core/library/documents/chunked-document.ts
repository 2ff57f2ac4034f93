import type { Chunk } from "#core/library/chunking/chunker.ts";
import type { Extraction } from "#core/ports/extractor.ts";
import type { FileFacts } from "#core/ports/files.ts";
import type { ClaimedDocument } from "./claimed-document.ts";

/** A document cut into chunks, ready to be embedded and written. */
export interface ChunkedDocument {
  document: ClaimedDocument;
  fileHash: string;
  chunks: Chunk[];
  /** What was read from the file; null when only the index is new. */
  read: { extraction: Extraction; facts: FileFacts } | null;
  /** Aborted when its job was interrupted or it was removed: it must not be written then. */
  signal: AbortSignal;
}
