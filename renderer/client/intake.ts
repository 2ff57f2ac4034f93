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

/** Grants for what a person dropped or picked; none: they closed the dialog, or there were no files in it. */
export interface TakenIn {
  grants: GrantId[];
  /** The folder that all files lay in, where only the page knows it; else null. */
  folder: string | null;
}

const nothing: TakenIn = { grants: [], folder: null };

/** How files that a person drops or picks become grants. */
export interface Intake {
  state: StoreApi<IntakeState>;
  /** Must be called inside the drop event, before anything is awaited. */
  dropped(transfer: DataTransfer): Promise<TakenIn>;
  pick(kind: "files" | "folder" | "model"): Promise<TakenIn>;
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
    dropped: async (transfer) => ({
      // The preload answers with grant ids; the brand only marks what they are for.
      grants: (await bridge.grantDropped([...transfer.files])) as GrantId[],
      folder: null,
    }),
    pick: async (kind) => ({
      ...nothing,
      ...(await client.library.pick({ kind })),
    }),
    cancel: () => undefined,
  };
}

/** The outermost folder that all files lie in; null where they lie in several, or in none. */
export function commonFolder(
  files: readonly { name: string }[],
): string | null {
  const [first = "", rest] = files[0]?.name.split("/", 2) ?? [];
  return rest !== undefined &&
    files.every(({ name }) => name.startsWith(`${first}/`))
    ? first
    : null;
}

/** In a browser the page reads the files and hands them to its own host on this computer. */
export function createLoopbackIntake(): Intake {
  const state = createStore<IntakeState>(() => ({ handover: null }));
  let running = new AbortController();
  const handOver = async (files: readonly NamedFile[]): Promise<TakenIn> => {
    if (files.length === 0) return nothing;
    running = new AbortController();
    state.setState({ handover: { done: 0, total: files.length } });
    try {
      const grant = await sendFiles(
        files,
        (done) => state.setState({ handover: { done, total: files.length } }),
        { signal: running.signal },
      );
      return { grants: [grant], folder: commonFolder(files) };
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
