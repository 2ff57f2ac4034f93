import { createHash } from "node:crypto";
import type { IndexKey } from "#core/ports/chunk-index.ts";

const longestSlug = 40;

/** What the names of a workspace's tables begin with. */
export function workspacePrefix(workspaceId: string): string {
  return `${slug(workspaceId)}-${digest(workspaceId)}-`;
}

/**
 * A folder name that every file system takes: lower case, no separators, short. Two keys never share one,
 * because the whole key is hashed into it.
 */
export function tableName(key: IndexKey): string {
  const whole = JSON.stringify([
    key.workspaceId,
    key.embeddingModelId,
    key.dimension,
    key.chunkerVersion,
  ]);
  return `${workspacePrefix(key.workspaceId)}${slug(key.embeddingModelId)}-${digest(whole)}`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .slice(0, longestSlug);
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
