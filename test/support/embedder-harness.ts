import { cp } from "node:fs/promises";
import { join } from "node:path";
import type { WorkerStatus } from "#contract/events.ts";
import { chooseEmbeddingModel } from "#core/models/choose-embedding-model.ts";
import {
  createEmbedder,
  type EmbedderOptions,
} from "#native/embeddings/embedder.ts";
import { createModelFolder } from "#native/files/model-folder.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { silentLog } from "./chat-harness.ts";
import { builtInModels } from "./fixtures.ts";
import { recordingSpawner } from "./recording-spawner.ts";

export const miniLm = "all-MiniLM-L6-v2";

/** The real ONNX Runtime in its real process, with the first model of a folder; by default the built-in one. */
export function createEmbedderHarness(
  modelsFolder = builtInModels,
  options: Partial<
    Pick<EmbedderOptions, "sessions" | "isOnBattery" | "findModel" | "clock">
  > = {},
) {
  const { spawner, pids } = recordingSpawner();
  const statuses: WorkerStatus[] = [];
  const embedder = createEmbedder({
    spawner,
    clock: systemClock,
    log: silentLog,
    onStatus: (status) => statuses.push(status),
    findModel: modelFinder(modelsFolder),
    settings: memoryStore(),
    ...options,
  });
  return { embedder, pids, statuses };
}

/** Values of the app that are gone with the test. */
export function memoryStore() {
  const values = new Map<string, string>();
  return {
    getValue: (key: string) => values.get(key) ?? null,
    setValue: (key: string, value: string) => void values.set(key, value),
  };
}

/** As the engine finds it, where the person chose nothing and nothing is built in. */
export function modelFinder(modelsFolder: string) {
  const folder = createModelFolder({
    folder: modelsFolder,
    builtInFolder: null,
  });
  return async () => chooseEmbeddingModel(await folder.embeddingModels(), null);
}

/** Copies the built-in model into a models folder, as a person would their own. */
export async function addMiniLm(modelsFolder: string): Promise<string> {
  const folder = join(modelsFolder, miniLm);
  await cp(join(builtInModels, miniLm), folder, { recursive: true });
  return folder;
}
