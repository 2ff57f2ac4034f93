import type { ChunkTable } from "#core/ports/chunk-index.ts";
import { isCopy } from "./distinct-texts.ts";
import { shinglesOf } from "./shingles.ts";

/** Usually the first one is it. */
const firstLook = 3;
const nextLook = 10;
/** Looks at what remains; who has more copies than they find is passed over. */
const maxLooks = 3;

/** The cosine of the nearest passage that says something else, or why there is none. */
export type NearestOther = number | "only-copies" | "nothing-else";

interface Passage {
  id: string;
  documentId: string;
  vector: Float32Array;
  shingles: Int32Array;
}

/**
 * Cosine of the nearest passage that says something else. By document: also of none that has a copy of this one, for
 * the next passage of a copy is as near as its own. Looks up to three times.
 */
export async function nearestOther(
  table: Pick<ChunkTable, "nearest">,
  { id, documentId, vector, shingles }: Passage,
  { byDocument }: { byDocument: boolean },
): Promise<NearestOther> {
  const copied = new Set(byDocument ? [documentId] : []);
  let hasCopies = false;
  for (let look = 0, k = firstLook; look < maxLooks; look++, k *= nextLook) {
    const found = await table.nearest(vector, k, [...copied]);
    const others = found.filter((one) => one.id !== id);
    const copies = others.filter(({ text }) =>
      isCopy(shinglesOf(text), shingles),
    );
    if (byDocument) for (const one of copies) copied.add(one.documentId);
    const other = others.find(
      (one) => !copied.has(one.documentId) && !copies.includes(one),
    );
    if (other !== undefined) return other.similarity;
    hasCopies ||= copies.length > 0;
    if (found.length < k) break;
  }
  return hasCopies ? "only-copies" : "nothing-else";
}
