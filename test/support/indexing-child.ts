/** A process that indexes a folder with the real stack and says how far it is, made to be killed: arguments are the data folder, the folder of files, the models folder and the folder of built workers. */
import { join } from "node:path";
import { createEmbedder } from "#native/embeddings/embedder.ts";
import { createExtractor } from "#native/extract/extractor.ts";
import { acquireDataFolder } from "#native/files/data-folder-lock.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";
import { memoryStore, modelFinder } from "./embedder-harness.ts";
import { openLibrary, silentLog } from "./library-fixture.ts";

const [dataFolder = "", files = "", modelsFolder = "", workersFolder = ""] =
  process.argv.slice(2);

const release = acquireDataFolder(dataFolder);
const supervised = {
  spawner: childProcessSpawner({ workersFolder }),
  clock: systemClock,
  log: silentLog,
  onStatus: () => undefined,
};
const extractor = createExtractor(supervised);
const embedder = createEmbedder({
  ...supervised,
  findModel: modelFinder(modelsFolder),
  settings: memoryStore(),
  sessions: 1,
});
const fixture = openLibrary({ dataFolder, extractor, embedder });
const say = (message: string) => process.send?.(message);

fixture.library.onOutcome(({ status }) => say(status));
fixture.library.recover();
say("recovered");
const before = fixture.jobs.list().find(({ state }) => state !== "done");
const jobId =
  before?.id ??
  fixture.library.add({
    workspaceId: fixture.workspaceId,
    paths: [join(files)],
  }).jobId;
say("added");
const job = await fixture.reached(jobId, "done", "paused", "failed");
say(job.state);
await fixture.close();
extractor.dispose();
embedder.dispose();
release();
process.disconnect?.();
