import { createStore, type StoreApi } from "zustand/vanilla";
import type { AppInfo, Settings } from "#contract/app.ts";
import type { WorkerStatus } from "#contract/events.ts";
import type { WorkspaceId } from "#contract/ids.ts";
import type { HearthClient } from "#contract/index.ts";
import type { SearchScope, Workspace } from "#contract/workspaces.ts";

export interface AppState {
  /** Null until the first answer of the engine. */
  info: AppInfo | null;
  settings: Settings | null;
  workers: readonly WorkerStatus[];
  workspaces: readonly Workspace[];
  /** Which one is looked at and added to; in the scope "everything" all are asked. */
  workspaceId: WorkspaceId | null;
  scope: SearchScope;
  load(): Promise<void>;
  updateSettings(change: Partial<Settings>): Promise<void>;
  chooseWorkspace(id: WorkspaceId): void;
  chooseEverything(): void;
  /** What is there now; goes to the first one where the one in view is gone. */
  applyWorkspaces(workspaces: readonly Workspace[]): void;
  createWorkspace(name: string): Promise<void>;
}

const rememberedWorkspace = "hearth.workspace";
const rememberedScope = "hearth.scope";

export function createAppState(client: HearthClient): StoreApi<AppState> {
  return createStore<AppState>((set, get) => ({
    info: null,
    settings: null,
    workers: [],
    workspaces: [],
    workspaceId: null,
    scope:
      localStorage.getItem(rememberedScope) === "everything"
        ? "everything"
        : "workspace",
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
      localStorage.setItem(rememberedScope, "workspace");
      set({ workspaceId, scope: "workspace" });
    },
    chooseEverything: () => {
      localStorage.setItem(rememberedScope, "everything");
      set({ scope: "everything" });
    },
    applyWorkspaces: (workspaces) => {
      const { workspaceId } = get();
      const isThere = workspaces.some(({ id }) => id === workspaceId);
      set({
        workspaces,
        ...(isThere ? {} : { workspaceId: workspaces[0]?.id ?? null }),
      });
    },
    createWorkspace: async (name) => {
      const workspace = await client.workspaces.create({ name });
      get().applyWorkspaces([
        ...get().workspaces.filter(({ id }) => id !== workspace.id),
        workspace,
      ]);
      get().chooseWorkspace(workspace.id);
    },
  }));
}
