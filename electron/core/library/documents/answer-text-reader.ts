import type { Block, DocumentSummary } from "#contract/library.ts";
import { type Piece, piecesOf, placeAt } from "../chunking/pieces.ts";

type DocumentIdentity = Pick<
  DocumentSummary,
  "id" | "workspaceId" | "name" | "path"
>;

/** Reads documents' texts, each once; null where a document is gone. For one answer: what it has read it keeps. */
export interface AnswerTextReader {
  /** What an answer says of the document. */
  document(documentId: string): DocumentIdentity | null;
  /** The whole extracted Markdown and its blocks. */
  text(documentId: string): { text: string; blocks: Block[] } | null;
  /** The headings above a place of the text, outermost first. */
  headings(documentId: string, offset: number): string[] | null;
}

/** Remembers each text and its headings that it was asked for: made for one answer. */
export function createAnswerTextReader(documents: {
  getMany(ids: readonly string[]): ReadonlyMap<string, DocumentIdentity>;
  text(id: string): { text: string; blocks: Block[] };
}): AnswerTextReader {
  const texts = new Map<string, ReturnType<AnswerTextReader["text"]>>();
  const pieces = new Map<string, Piece[]>();
  const text: AnswerTextReader["text"] = (id) => {
    const known = texts.get(id);
    if (known !== undefined) return known;
    const read = documents.getMany([id]).has(id) ? documents.text(id) : null;
    texts.set(id, read);
    return read;
  };
  return {
    document: (id) => documents.getMany([id]).get(id) ?? null,
    text,
    headings: (id, offset) => {
      const document = text(id);
      if (document === null) return null;
      const known = pieces.get(id) ?? [...piecesOf(document)];
      pieces.set(id, known);
      return placeAt(known, offset).headings;
    },
  };
}
