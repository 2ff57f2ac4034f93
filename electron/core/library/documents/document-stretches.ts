import type { DocumentOutline } from "#contract/library.ts";
import { piecesOf, placeAt } from "../chunking/pieces.ts";
import type { DocumentStore } from "./document-store.ts";
import { viewerSections } from "./viewer-sections.ts";

/** Characters that one slice may carry. */
const maxSliceChars = 200_000;

/** @throws AppError not-found, also for a document that is not read yet */
export function outlineOf(
  documents: DocumentStore,
  documentId: string,
): DocumentOutline {
  const document = documents.get(documentId);
  const { text, blocks } = documents.text(documentId);
  const pages = documents.pages(documentId);
  return {
    document,
    lengthChars: text.length,
    sections: viewerSections({ lengthChars: text.length, pages, blocks }),
  };
}

/** The page of an offset, and the headings above it, outermost first. @throws AppError not-found */
export function placeOf(
  documents: Pick<DocumentStore, "text">,
  { documentId, offset }: { documentId: string; offset: number },
): { page: number | null; headings: string[] } {
  return placeAt(piecesOf(documents.text(documentId)), offset);
}

/** The text between two offsets, cut to what there is and to 200,000 characters. @throws AppError not-found */
export function sliceOf(
  documents: DocumentStore,
  range: { documentId: string; start: number; end: number },
): { start: number; end: number; text: string } {
  const text = documents.markdown(range.documentId);
  const start = Math.min(range.start, text.length);
  const end = Math.max(
    start,
    Math.min(range.end, text.length, start + maxSliceChars),
  );
  return { start, end, text: text.slice(start, end) };
}
