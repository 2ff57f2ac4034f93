import { z } from "zod";
import type { IndexKey } from "#core/ports/chunk-index.ts";
import type { SqlValue } from "#core/ports/database.ts";

const indexKey = z.object({
  workspaceId: z.string(),
  embeddingModelId: z.string(),
  dimension: z.number().int().nonnegative(),
  chunkerVersion: z.number().int(),
});

/** The key in a JSON column; null for none, and for one that can't be read: then the index is built again. */
export function parseIndexKey(value: SqlValue): IndexKey | null {
  if (typeof value !== "string") return null;
  const parsed = indexKey.safeParse(JSON.parse(value));
  return parsed.success ? parsed.data : null;
}

/** The same for the same key, so that columns can be compared as text. */
export function indexKeyText(key: IndexKey): string {
  return JSON.stringify({
    workspaceId: key.workspaceId,
    embeddingModelId: key.embeddingModelId,
    dimension: key.dimension,
    chunkerVersion: key.chunkerVersion,
  });
}

/** None is the same as none. */
export function isSameIndex(a: IndexKey | null, b: IndexKey | null): boolean {
  if (a === null || b === null) return a === b;
  return indexKeyText(a) === indexKeyText(b);
}
