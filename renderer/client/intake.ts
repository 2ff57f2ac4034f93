import { createStore, type StoreApi } from "zustand/vanilla";
import type { GrantId } from "#contract/ids.ts";
import type { HearthClient } from "#contract/index.ts";
import type { DesktopBridge } from "./desktop-bridge.ts";
import { filesOfDrop, type NamedFile } from "./dropped-files.ts";
import { pickFiles } from "./file-picker.ts";
import { sendFiles } from "./send-files.ts";

export interface IntakeState {
  /** Files on their way from the page to its host; null when none are. */
  handover: { done: number; total: number } | null;
}

/** How files that a person drops or picks become grants. An empty list: they closed the dialog. */
export interface Intake {
  state: StoreApi<IntakeState>;
  /** Must be called inside the drop event, before anything is awaited. */
  dropped(transfer: DataTransfer): Promise<GrantId[]>;
  pick(kind: "files" | "folder" | "model"): Promise<GrantId[]>;
  /** Stops a handover; nothing of it is indexed. */
  cancel(): void;
}

/** On the desktop the system's dialog and the preload give grants; no byte passes through the page. */
export function createDesktopIntake(
  client: HearthClient,
  bridge: DesktopBridge,
): Intake {
  return {
    state: createStore<IntakeState>(() => ({ handover: null })),
    dropped: async (transfer) =>
      // The preload answers with grant ids; the brand only marks what they are for.
      (await bridge.grantDropped([...transfer.files])) as GrantId[],
    pick: async (kind) => (await client.library.pick({ kind })).grants,
    cancel: () => undefined,
  };
}

/** In a browser the page reads the files and hands them to its own host on this computer. */
export function createLoopbackIntake(): Intake {
  const state = createStore<IntakeState>(() => ({ handover: null }));
  let running = new AbortController();
  const handOver = async (files: readonly NamedFile[]): Promise<GrantId[]> => {
    if (files.length === 0) return [];
    running = new AbortController();
    state.setState({ handover: { done: 0, total: files.length } });
    try {
      const grant = await sendFiles(
        files,
        (done) => state.setState({ handover: { done, total: files.length } }),
        { signal: running.signal },
      );
      return [grant];
    } finally {
      state.setState({ handover: null });
    }
  };
  return {
    state,
    dropped: (transfer) => filesOfDrop(transfer).then(handOver),
    pick: (kind) => pickFiles(kind).then(handOver),
    cancel: () => running.abort(),
  };
}
