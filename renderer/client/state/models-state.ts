import { createStore, type StoreApi } from "zustand/vanilla";
import type { ModelId } from "#contract/ids.ts";
import type { HearthClient } from "#contract/index.ts";
import type { ModelSummary } from "#contract/models.ts";

export interface ModelsState {
  models: readonly ModelSummary[];
  isLoaded: boolean;
  load(): Promise<void>;
  /** Null: answer with passages, or search by words. */
  select(id: ModelId | null, kind: ModelSummary["kind"]): Promise<void>;
  remove(id: ModelId): Promise<void>;
}

export function createModelsState(client: HearthClient): StoreApi<ModelsState> {
  return createStore<ModelsState>((set, get) => ({
    models: [],
    isLoaded: false,
    load: async () =>
      set({ models: await client.models.list(), isLoaded: true }),
    select: async (id, kind) =>
      set({ models: await client.models.select({ id, kind }) }),
    remove: async (id) => {
      await client.models.remove({ id });
      set({ models: get().models.filter((model) => model.id !== id) });
    },
  }));
}

/** The language model that new turns use; null: the passages are the answer. */
export function chosenLanguageModel(
  models: readonly ModelSummary[],
): ModelSummary | null {
  return (
    models.find(({ kind, isSelected }) => kind === "language" && isSelected) ??
    null
  );
}
