import type { SearchHit } from "#contract/search.ts";
import type { Quote, Source } from "#contract/turns.ts";
import { pageAt } from "#core/evidence/quote-range.ts";
import { keepsLines } from "#core/evidence/text-units.ts";
import type { AnswerTextReader } from "#core/library/documents/answer-text-reader.ts";
import { maxWholeChars, partsOf } from "./overview-parts.ts";

const maxDocuments = 3;
/** The beginning and two headings of each; the rest stands behind "more". */
const shownOfEach = 3;

/** What documents say as a whole: passages for a model to read, and the same as quotes where none can. */
export interface Overview {
  hits: SearchHit[];
  quoted: { sources: Source[]; quotes: Quote[] };
}

/** Short documents whole; of others the beginnings, and below their headings the first sentences; null where there is nothing to read. */
export function overviewOf(
  documentIds: readonly string[],
  reader: AnswerTextReader,
): Overview | null {
  const hits: SearchHit[] = [];
  const sources: Source[] = [];
  const quotes: Quote[] = [];
  for (const id of documentIds.slice(0, maxDocuments)) {
    const about = reader.document(id);
    const document = reader.text(id);
    if (about === null || document === null) continue;
    for (const [place, part] of partsOf(document).entries()) {
      const { start, end } = part.range;
      const hit: SearchHit = {
        documentId: about.id,
        workspaceId: about.workspaceId,
        name: about.name,
        path: about.path,
        page: pageAt(document.blocks, start),
        start,
        end,
        headings: reader.headings(id, start) ?? [],
        score: 1 / (1 + hits.length),
        foundBy: "words",
        text: document.text.slice(start, end),
      };
      hits.push(hit);
      const number = hits.length;
      const isShown =
        !part.isBehind &&
        (place < shownOfEach || document.text.length <= maxWholeChars);
      sources.push({ ...hit, number, rank: number, isUsed: isShown });
      quotes.push({
        number,
        answers: [part.answer],
        tableHead: part.tableHead,
        indent: 0,
        keepsLines: keepsLines(document, part.range),
        isShown,
      });
    }
  }
  return hits.length === 0 ? null : { hits, quoted: { sources, quotes } };
}
