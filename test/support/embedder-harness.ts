import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { WorkerStatus } from "#contract/events.ts";
import { createEmbedder } from "#native/embeddings/embedder.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { silentLog } from "./chat-harness.ts";
import { recordingSpawner } from "./recording-spawner.ts";
import { sharedPath } from "./shared.ts";

export const miniLm = "all-MiniLM-L6-v2";

/** The real ONNX Runtime in its real process. */
export function createEmbedderHarness(modelsFolder = sharedPath("models")) {
  const { spawner, pids } = recordingSpawner();
  const statuses: WorkerStatus[] = [];
  const embedder = createEmbedder({
    spawner,
    clock: systemClock,
    log: silentLog,
    onStatus: (status) => statuses.push(status),
    modelsFolder,
  });
  return { embedder, pids, statuses };
}

/** Copies the shared model into a models folder, as a person would. */
export async function addMiniLm(modelsFolder: string): Promise<string> {
  const folder = join(modelsFolder, miniLm);
  await cp(sharedPath("models", miniLm), folder, { recursive: true });
  return folder;
}
