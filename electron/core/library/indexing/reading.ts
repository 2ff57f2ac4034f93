import type { Job } from "#core/jobs/job-store.ts";
import type { ClaimedDocument } from "#core/library/documents/claimed-document.ts";
import type { ExtractedFile, Extraction } from "#core/ports/extractor.ts";
import type { FileFacts } from "#core/ports/files.ts";
import type { Lease } from "./work-leases.ts";

export interface ReadDocument {
  document: ClaimedDocument;
  lease: Lease;
  extraction: Pick<Extraction, "title" | "text" | "blocks" | "pages">;
  /** Null when the text was in the library already. */
  file: { extraction: ExtractedFile; facts: FileFacts } | null;
}

/** A document that was taken to be read. */
export interface ToRead {
  document: ClaimedDocument;
  job: Job;
  lease: Lease;
}

export function charsOf(group: readonly ReadDocument[]): number {
  return group.reduce((sum, { extraction }) => sum + extraction.text.length, 0);
}
