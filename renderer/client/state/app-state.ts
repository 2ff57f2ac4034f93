import { createStore, type StoreApi } from "zustand/vanilla";
import type { AppInfo, Settings } from "#contract/app.ts";
import type { WorkerStatus } from "#contract/events.ts";
import type { WorkspaceId } from "#contract/ids.ts";
import type { HearthClient } from "#contract/index.ts";
import type { Workspace } from "#contract/workspaces.ts";

export interface AppState {
  /** Null until the first answer of the engine. */
  info: AppInfo | null;
  settings: Settings | null;
  workers: readonly WorkerStatus[];
  workspaces: readonly Workspace[];
  workspaceId: WorkspaceId | null;
  load(): Promise<void>;
  updateSettings(change: Partial<Settings>): Promise<void>;
  chooseWorkspace(id: WorkspaceId): void;
  createWorkspace(name: string): Promise<void>;
}

const rememberedWorkspace = "hearth.workspace";

export function createAppState(client: HearthClient): StoreApi<AppState> {
  return createStore<AppState>((set, get) => ({
    info: null,
    settings: null,
    workers: [],
    workspaces: [],
    workspaceId: null,
    load: async () => {
      const [info, settings, workspaces] = await Promise.all([
        client.app.info(),
        client.app.settings(),
        client.workspaces.list(),
      ]);
      const wanted =
        get().workspaceId ?? localStorage.getItem(rememberedWorkspace);
      const workspace =
        workspaces.find(({ id }) => id === wanted) ??
        workspaces.find(({ isDefault }) => isDefault) ??
        workspaces[0];
      set({ info, settings, workspaces, workspaceId: workspace?.id ?? null });
    },
    updateSettings: async (change) => {
      set({ settings: await client.app.updateSettings(change) });
    },
    chooseWorkspace: (workspaceId) => {
      localStorage.setItem(rememberedWorkspace, workspaceId);
      set({ workspaceId });
    },
    createWorkspace: async (name) => {
      const workspace = await client.workspaces.create({ name });
      set({ workspaces: [...get().workspaces, workspace] });
      get().chooseWorkspace(workspace.id);
    },
  }));
}
