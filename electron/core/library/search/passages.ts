import type { SearchHit } from "#contract/search.ts";
import type { SearchableDocument } from "#core/library/documents/document-rows.ts";
import type { Candidate } from "./candidate.ts";
import { ChunkFeatures } from "./chunk-features.ts";
import { NearDuplicates } from "./near-duplicates.ts";

/** About a page: what a reader takes in at once, and a prompt can hold several of. */
const longestPassageChars = 4000;
/** Chunks that lie further apart have text between them, whatever it is. */
const widestGapChars = 16;

export interface PassageSources {
  /** Documents that may be shown, by id. */
  documents: Pick<ReadonlyMap<string, SearchableDocument>, "get">;
  /** A document's whole extracted text. */
  textOf: (documentId: string) => string;
  /** Default: new ones. */
  features?: ChunkFeatures;
}

/**
 * The first k passages of a ranking. A chunk that adjoins a passage which ranks above it extends that passage;
 * one that says the same as another, in whatever document, is left out.
 */
export function passagesOf(
  ranking: readonly Candidate[],
  k: number,
  sources: PassageSources,
): SearchHit[] {
  const hits: SearchHit[] = [];
  const hitsOf = new Map<string, SearchHit[]>();
  const seen = new NearDuplicates();
  const features = sources.features ?? new ChunkFeatures();
  for (const candidate of ranking) {
    const { chunk } = candidate;
    const document = sources.documents.get(chunk.documentId);
    if (document === undefined) continue;
    const neighbours = hitsOf.get(chunk.documentId) ?? [];
    const extended = neighbours.some((hit) =>
      extend(hit, candidate, sources.textOf),
    );
    const shingles = features.shingles(chunk);
    if (!extended && seen.has(shingles)) continue;
    seen.add(shingles);
    if (extended) continue;
    if (hits.length === k) break;
    const hit = hitFrom(candidate, document);
    hits.push(hit);
    hitsOf.set(chunk.documentId, [...neighbours, hit]);
  }
  return hits;
}

/** One chunk as a hit; its range is in the text of the document, end exclusive. */
export function hitFrom(
  { chunk, score, foundBy }: Candidate,
  document: SearchableDocument,
): SearchHit {
  return {
    documentId: document.id,
    workspaceId: document.workspaceId,
    name: document.name,
    path: document.path,
    page: chunk.page,
    start: chunk.start,
    end: chunk.end,
    headings: chunk.headings,
    score,
    foundBy,
    text: chunk.text,
  };
}

/** Makes the hit reach over the chunk too where they touch or overlap; false where they don't, or it would be too long. */
function extend(
  hit: SearchHit,
  { chunk, foundBy }: Candidate,
  textOf: (documentId: string) => string,
): boolean {
  const start = Math.min(hit.start, chunk.start);
  const end = Math.max(hit.end, chunk.end);
  const gapStart = Math.min(hit.end, chunk.end);
  const gapEnd = Math.max(hit.start, chunk.start);
  if (gapEnd - gapStart > widestGapChars || end - start > longestPassageChars)
    return false;
  // A passage has one page, so that every part of it that is cited has the right one
  if (chunk.page !== hit.page) return false;
  const text = textOf(chunk.documentId);
  if (text.slice(gapStart, gapEnd).trim() !== "") return false;
  // Headings are those of the first character
  if (chunk.start < hit.start) hit.headings = chunk.headings;
  hit.start = start;
  hit.end = end;
  hit.text = text.slice(start, end);
  if (hit.foundBy !== foundBy) hit.foundBy = "both";
  return true;
}
