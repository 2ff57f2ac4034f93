import { createStore, type StoreApi } from "zustand/vanilla";
import type { WorkspaceId } from "#contract/ids.ts";
import type { JobProgress } from "#contract/jobs.ts";

export interface FinishState {
  /** Workspaces in which files were read since the person last looked at how that ended. */
  unseen: readonly WorkspaceId[];
  /** When the person last saw how reading ended there, in ms since 1970. */
  seenAt: Readonly<Record<string, number>>;
  apply(jobs: readonly JobProgress[]): void;
  see(workspaceId: WorkspaceId): void;
}

const storageName = "hearth.finish";

interface Kept {
  unseen: WorkspaceId[];
  /** When each was last seen, in ms. */
  seenAt: Record<string, number>;
}

/** How reading ended stays to be seen, over a reload and a restart of the host. */
export function createFinishState(): StoreApi<FinishState> {
  const kept = read();
  const keep = (unseen: WorkspaceId[]) => {
    kept.unseen = unseen;
    localStorage.setItem(storageName, JSON.stringify(kept));
    return { unseen };
  };
  return createStore<FinishState>((set, get) => ({
    unseen: kept.unseen,
    seenAt: kept.seenAt,
    apply: (jobs) => {
      const read = jobs
        .filter(
          ({ workspaceId, finishedAt, state }) =>
            state !== "cancelled" &&
            (finishedAt === null ||
              finishedAt > (kept.seenAt[workspaceId] ?? 0)),
        )
        .map(({ workspaceId }) => workspaceId);
      const unseen = [...new Set([...get().unseen, ...read])];
      if (unseen.length !== get().unseen.length) set(keep(unseen));
    },
    see: (workspaceId) => {
      kept.seenAt = { ...kept.seenAt, [workspaceId]: Date.now() };
      set({
        seenAt: kept.seenAt,
        ...keep(get().unseen.filter((id) => id !== workspaceId)),
      });
    },
  }));
}

function read(): Kept {
  const empty: Kept = { unseen: [], seenAt: {} };
  try {
    // Written by this file alone; what is missing in it takes the default
    return {
      ...empty,
      ...(JSON.parse(localStorage.getItem(storageName) ?? "{}") as Kept),
    };
  } catch {
    // Not readable any more: then nothing was seen yet
    return empty;
  }
}
