import { resolve } from "node:path";
import type { WorkerStatus } from "#contract/events.ts";
import type { EventHub } from "#core/events/event-hub.ts";
import { chooseEmbeddingModel } from "#core/models/choose-embedding-model.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import type { Extractor } from "#core/ports/extractor.ts";
import type { Log } from "#core/ports/log.ts";
import type { ModelFolder } from "#core/ports/model-folder.ts";
import type { WorkerSpawner } from "#core/ports/workers.ts";
import type { SettingsStore } from "#core/settings/settings-store.ts";
import { createEmbedder } from "#native/embeddings/embedder.ts";
import { createExtractor } from "#native/extract/extractor.ts";
import { createLanguageModel } from "#native/llama/language-model.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";

export interface Workers {
  extractor: Extractor;
  embedder: Embedder;
  languageModel: ReturnType<typeof createLanguageModel>;
  /** Of each worker that was ever started. */
  statuses(): WorkerStatus[];
}

/** Bundled, every entry and chunk lies one folder below `out`. */
const builtWorkersFolder = resolve(import.meta.dirname, "../workers");

/**
 * The three processes that read files, embed, and write, each started by its first call and again after its end; what
 * becomes of them is published. `disposers` gets what ends them.
 */
export function startWorkers(
  parts: {
    clock: Clock;
    log: Log;
    hub: EventHub;
    settings: SettingsStore;
    modelFolder: ModelFolder;
    /** Default: child processes of Node from the built worker entries. */
    spawner: WorkerSpawner | undefined;
    onLanguageModelGone(): void;
  },
  disposers: (() => void | Promise<void>)[],
): Workers {
  const { clock, log, hub, settings, modelFolder } = parts;
  const statuses = new Map<WorkerStatus["worker"], WorkerStatus>();
  const onStatus = (status: WorkerStatus) => {
    statuses.set(status.worker, status);
    hub.publish({ type: "workers", workers: [...statuses.values()] });
  };
  const supervised = {
    spawner:
      parts.spawner ??
      childProcessSpawner({ workersFolder: builtWorkersFolder }),
    clock,
    log,
    onStatus,
  };
  const extractor = createExtractor(supervised);
  disposers.push(() => extractor.dispose());
  const embedder = createEmbedder({
    ...supervised,
    settings,
    findModel: async () =>
      chooseEmbeddingModel(
        await modelFolder.embeddingModels(),
        settings.get().embeddingModel,
      ),
  });
  disposers.push(() => embedder.dispose());
  const languageModel = createLanguageModel({
    ...supervised,
    settings,
    onStatus: (status) => {
      onStatus(status);
      if (status.state !== "running") parts.onLanguageModelGone();
    },
  });
  disposers.push(() => languageModel.dispose());
  return {
    extractor,
    embedder,
    languageModel,
    statuses: () => [...statuses.values()],
  };
}
