import type { ChunkTable } from "#core/ports/chunk-index.ts";
import { isCopy } from "./distinct-texts.ts";
import { shinglesOf } from "./shingles.ts";

/** Usually the first one is it. */
const firstLook = 8;
/** Looks at what remains; who has more copies than they find is passed over. */
const maxLooks = 3;

interface Passage {
  id: string;
  documentId: string;
  vector: Float32Array;
  shingles: Int32Array;
}

/**
 * Cosine of the nearest passage that says something else. By document: also of none that has a copy of this one, for
 * the next passage of a copy is as near as its own. Null where the library holds nothing else; undefined where
 * only copies were found.
 */
export async function nearestOther(
  table: Pick<ChunkTable, "searchVector">,
  { id, documentId, vector, shingles }: Passage,
  { byDocument }: { byDocument: boolean },
): Promise<number | null | undefined> {
  const copied = new Set(byDocument ? [documentId] : []);
  let hasCopies = false;
  for (let look = 0, k = firstLook; look < maxLooks; look++, k *= firstLook) {
    const found = await table.searchVector(vector, k, {
      exceptDocumentIds: [...copied],
    });
    const copies = found.filter(
      ({ chunk }) =>
        chunk.id !== id && isCopy(shinglesOf(chunk.text), shingles),
    );
    if (byDocument)
      for (const { chunk } of copies) copied.add(chunk.documentId);
    const other = found.find(
      (one) =>
        one.chunk.id !== id &&
        !copied.has(one.chunk.documentId) &&
        !copies.includes(one),
    );
    if (other !== undefined) return other.score;
    hasCopies ||= copies.length > 0;
    if (found.length < k) break;
  }
  return hasCopies ? undefined : null;
}
