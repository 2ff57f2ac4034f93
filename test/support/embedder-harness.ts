import { cp } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { WorkerStatus } from "#contract/events.ts";
import { createEmbedder } from "#native/embeddings/embedder.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";
import { silentLog } from "./chat-harness.ts";
import { sharedPath } from "./shared.ts";

export const miniLm = "all-MiniLM-L6-v2";

/** The real ONNX Runtime in its real process. */
export function createEmbedderHarness(modelsFolder = sharedPath("models")) {
  const pids: number[] = [];
  const statuses: WorkerStatus[] = [];
  const spawner = childProcessSpawner({
    workersFolder: resolve(import.meta.dirname, "../../out/workers"),
  });
  const embedder = createEmbedder({
    spawner: {
      spawn: (kind) => {
        const worker = spawner.spawn(kind);
        if (worker.pid !== null) pids.push(worker.pid);
        return worker;
      },
    },
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
