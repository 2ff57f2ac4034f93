import type { SearchScope } from "#contract/workspaces.ts";
import type { ChunkIndex, IndexKey } from "#core/ports/chunk-index.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import { indexKeyText } from "#core/workspaces/index-key.ts";
import { pooledTable, type SearchedTable } from "./pooled-table.ts";

/** What a search reads: the key that the question's vector must fit, and the table; null for no documents yet. */
export interface SearchedIndex {
  workspaceIds: readonly string[];
  key: IndexKey | null;
  /** Of the tables together. */
  name: string;
  open: () => Promise<SearchedTable | null>;
}

/** The index of one workspace, or those of all workspaces together. */
export async function searchedIndex(
  parts: {
    index: ChunkIndex;
    embedder: Pick<Embedder, "model">;
    workspaces: {
      activeIndex(workspaceId: string): IndexKey | null;
      list(): readonly { id: string }[];
    };
  },
  place: { workspaceId: string; scope?: SearchScope | undefined },
): Promise<SearchedIndex> {
  const { index, embedder, workspaces } = parts;
  const workspaceIds =
    place.scope === "everything"
      ? workspaces.list().map(({ id }) => id)
      : [place.workspaceId];
  const keys = workspaceIds.flatMap((id) => workspaces.activeIndex(id) ?? []);
  const [only] = keys;
  const name = keys.map(indexKeyText).join("\n");
  if (only === undefined || keys.length === 1)
    return {
      workspaceIds,
      key: only ?? null,
      name,
      open: async () => (only === undefined ? null : index.open(only)),
    };
  // Why there is no model is told by whoever makes the vector
  const model = await embedder.model().catch(() => null);
  const key =
    keys.find(
      ({ embeddingModelId, dimension }) =>
        embeddingModelId === model?.id && dimension === model.dimension,
    ) ??
    keys.find(({ dimension }) => dimension > 0) ??
    only;
  return {
    workspaceIds,
    key,
    name,
    open: async () => {
      const opened = await Promise.all(keys.map((one) => index.open(one)));
      const rows = await Promise.all(opened.map((one) => one.countRows()));
      const tables = opened.filter((_, at) => (rows[at] ?? 0) > 0);
      const withVectors = tables.filter((table) => isOfModel(table.key, key));
      // What one table says of itself needs no other measure
      return tables.length === 1 && withVectors.length === 1
        ? (withVectors[0] ?? null)
        : pooledTable(tables, withVectors);
    },
  };
}

const isOfModel = (a: IndexKey, b: IndexKey) =>
  a.embeddingModelId === b.embeddingModelId && a.dimension === b.dimension;
