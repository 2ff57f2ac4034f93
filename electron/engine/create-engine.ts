import { join } from "node:path";
import { createRouterClient } from "@orpc/server";
import type { HostKind } from "#contract/app.ts";
import type { HearthClient } from "#contract/index.ts";
import type { ModelSummary } from "#contract/models.ts";
import { Conversations } from "#core/chat/conversations.ts";
import { Turns } from "#core/chat/turns.ts";
import { EventHub } from "#core/events/event-hub.ts";
import { Jobs } from "#core/jobs/jobs.ts";
import { createAnswerTextReader } from "#core/library/documents/answer-text-reader.ts";
import { DocumentStore } from "#core/library/documents/document-store.ts";
import { dataProblems } from "#core/library/indexes/data-health.ts";
import { Library } from "#core/library/library.ts";
import { LibrarySearch } from "#core/library/search/library-search.ts";
import { Models } from "#core/models/models.ts";
import { Palette } from "#core/palette/palette.ts";
import type { Extractor } from "#core/ports/extractor.ts";
import type { Grants } from "#core/ports/files.ts";
import type { Host } from "#core/ports/host.ts";
import type { DeviceReport } from "#core/ports/language-model.ts";
import type { Log } from "#core/ports/log.ts";
import type { WorkerSpawner } from "#core/ports/workers.ts";
import { SettingsStore } from "#core/settings/settings-store.ts";
import { Start } from "#core/start/start.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { Workspaces } from "#core/workspaces/workspaces.ts";
import { createDatabase } from "#native/database/open-database.ts";
import { findBuiltInModels } from "#native/files/built-in-models.ts";
import { acquireDataFolder } from "#native/files/data-folder-lock.ts";
import { createFileLog } from "#native/files/file-log.ts";
import { createGrants } from "#native/files/grants.ts";
import { createModelFolder } from "#native/files/model-folder.ts";
import { createNodeFiles } from "#native/files/node-files.ts";
import { closeOwnFolder, makeOwnFolder } from "#native/files/own-folder.ts";
import { writePrivately } from "#native/files/private-data.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { createLanceIndex } from "#native/vectors/lance-index.ts";
import { copiesOfLibrary, isCopyIn } from "./copies-of-library.ts";
import { createRouter, type EngineRouter } from "./router.ts";
import { startWorkers } from "./start-workers.ts";

export interface EngineOptions {
  /** Everything that Hearth writes lives here; created when missing. */
  dataFolder: string;
  modelsFolder: string;
  /** Holds the models that come with Hearth, used in place; null for none. Default: where they were installed. */
  builtInModelsFolder?: string | null;
  hostKind: HostKind;
  host: Host;
  version: string;
  /** Leaves jobs that were running paused, after crashes that one of them may cause. Default: false. */
  isSafeStart?: boolean;
  /** Default: child processes of Node from the built worker entries. */
  spawner?: WorkerSpawner;
  /** Default: a rotating file in the data folder. */
  log?: Log;
}

export interface Engine {
  router: EngineRouter;
  /** The contract, called in memory. */
  client: HearthClient;
  grants: Grants;
  extractor: Extractor;
  devices(): Promise<DeviceReport>;
  /** Loads the model that answers, which measures threads at its first time. Null: there is none. @throws AppError as Models.load */
  loadModel(options: { signal: AbortSignal }): Promise<ModelSummary | null>;
  /** A sentence for each thing that is wrong in the data folder. */
  dataProblems(options: { signal: AbortSignal }): Promise<string[]>;
  /** Ends the workers and closes the stores; jobs and turns go on at the next start. */
  close(): Promise<void>;
}

/**
 * Wires core to its native adapters and starts what was left running.
 * @throws AppError data-locked when another Hearth has the data folder, data-damaged, disk-full, not-permitted
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { hostKind, host, version } = options;
  writePrivately();
  const dataFolder = makeOwnFolder(options.dataFolder);
  closeOwnFolder(dataFolder);
  const modelsFolder = makeOwnFolder(options.modelsFolder);
  const release = acquireDataFolder(dataFolder);
  const disposers: (() => void | Promise<void>)[] = [release];

  try {
    const clock = systemClock;
    const log =
      options.log ?? createFileLog({ folder: join(dataFolder, "logs"), clock });
    const opened = createDatabase({
      file: join(dataFolder, "hearth.db"),
      log,
      clock,
    });
    disposers.push(() => opened.close());
    const db = opened.database;
    const hub = new EventHub();
    const settings = new SettingsStore(db, hub);
    const workspaces = new WorkspaceStore(db, clock);
    const documents = new DocumentStore(db);
    const modelFolder = createModelFolder({
      folder: modelsFolder,
      builtInFolder:
        options.builtInModelsFolder === undefined
          ? findBuiltInModels(import.meta.dirname)
          : options.builtInModelsFolder,
    });
    const { extractor, embedder, languageModel, statuses } = startWorkers(
      {
        clock,
        log,
        hub,
        settings,
        modelFolder,
        spawner: options.spawner,
        onLanguageModelGone: () => {
          models
            .tellUnloaded()
            .catch((error: unknown) =>
              log.error("the models could not be listed", error),
            );
        },
      },
      disposers,
    );
    const index = createLanceIndex({ folder: join(dataFolder, "index") });
    disposers.push(() => index.close());

    const models = new Models({
      folder: modelFolder,
      languageModel,
      settings,
      hub,
    });
    const files = createNodeFiles({ dataFolder });
    const jobs = new Jobs({ db, clock });
    const library = new Library({
      jobs,
      db,
      clock,
      log,
      hub,
      files,
      extractor,
      embedder,
      index,
      workspaces,
      documents,
    });
    disposers.push(() => library.close());
    const search = new LibrarySearch({
      index,
      log,
      embedder,
      workspaces,
      documents,
    });
    disposers.push(() => search.close());
    const turns = new Turns({
      db,
      clock,
      log,
      hub,
      search,
      documentReader: () => createAnswerTextReader(documents),
      embedder,
      languageModel,
      models,
      workspaces,
    });
    disposers.push(() => turns.close());

    const conversations = new Conversations({ db, clock, hub, turns });
    const managed = new Workspaces({
      db,
      hub,
      store: workspaces,
      index,
      isCopy: isCopyIn(dataFolder),
      jobs,
      conversations,
      library,
    });
    const grants = createGrants();
    // Of documents, and of files and folders that jobs have still to walk: nothing of these may be thrown away
    const pathsInUse = () =>
      documents.paths().union(new Set(jobs.store.waitingPaths()));
    const texts = await copiesOfLibrary({
      dataFolder,
      library,
      pathsInUse,
      log,
    });
    const router = createRouter({
      info: {
        version,
        host: hostKind,
        platform: platformName(),
        dataFolder,
        modelsFolder,
        capabilities: {
          pick: host.pick !== undefined,
          paths: hostKind !== "desktop",
          windows: host.showMain !== undefined,
          openFiles: host.openFile !== undefined,
        },
      },
      host,
      files,
      grants,
      texts,
      hub,
      log,
      settings,
      workspaces: managed,
      library,
      jobs,
      search,
      palette: new Palette({ db, documents, conversations, search }),
      start: new Start({ db, documents, search }),
      conversations,
      turns,
      models,
      workers: statuses,
      documents,
    });

    turns.recover();
    library.recover();
    managed
      .dropOrphans()
      .catch((error: unknown) =>
        log.error("indexes of removed workspaces could not be dropped", error),
      );
    if (options.isSafeStart === true) await pauseAll(jobs);
    return {
      router,
      client: createRouterClient(router),
      grants,
      extractor,
      devices: () => languageModel.devices(),
      loadModel: async (options) => {
        const model = await models.languageModelFor();
        if (model !== null) await models.load(model, options);
        return model;
      },
      dataProblems: (options) =>
        dataProblems(
          {
            db,
            index,
            workspaces,
            isBusy: (id) =>
              jobs
                .list()
                .some(
                  (job) => job.workspaceId === id && job.finishedAt === null,
                ),
          },
          options,
        ),
      close: () => disposeInReverse(disposers),
    };
  } catch (error) {
    await disposeInReverse(disposers);
    throw error;
  }
}

/** In the tick that starts them, so that none begins. */
async function pauseAll(jobs: Jobs): Promise<void> {
  const running = jobs
    .list()
    .filter(({ state }) => state === "running" || state === "scanning");
  await Promise.all(running.map(({ id }) => jobs.pause(id)));
}

/** All of them, also after one that fails: the data folder is free again in any case. */
async function disposeInReverse(
  disposers: (() => void | Promise<void>)[],
): Promise<void> {
  const failures: unknown[] = [];
  for (const dispose of disposers.splice(0).reverse())
    try {
      await dispose();
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
}

function platformName(): "darwin" | "win32" | "linux" {
  return process.platform === "darwin" || process.platform === "win32"
    ? process.platform
    : "linux";
}
