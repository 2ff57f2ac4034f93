/** A process that indexes a folder and hangs in its own thread's work on a text with "poison", made to be killed: arguments are the data folder and the folder of files. */
import { fakeEmbedder, smallModel } from "./fake-embedder.ts";
import { fakeExtractor } from "./fake-extractor.ts";
import { openLibrary } from "./library-fixture.ts";

const [dataFolder = "", files = ""] = process.argv.slice(2);
// Waiting for a promise holds no handle
const keepAlive = setInterval(() => undefined, 60_000);
const say = (message: string) => process.send?.(message);
const embedder = fakeEmbedder(smallModel);
const fixture = openLibrary({
  dataFolder,
  extractor: fakeExtractor(),
  embedder: {
    ...embedder,
    embed: (texts, options) => {
      if (!texts.some((text) => text.includes("poison")))
        return embedder.embed(texts, options);
      say("poisoned");
      return new Promise(() => undefined);
    },
  },
});

fixture.library.recover();
const before = fixture.jobs.list().find(({ state }) => state !== "done");
const jobId =
  before?.id ??
  fixture.library.add({ workspaceId: fixture.workspaceId, paths: [files] })
    .jobId;
const job = await fixture.reached(jobId, "done");
say(`${job.state} ${job.done - job.failed} ${job.failed}`);
await fixture.close();
clearInterval(keepAlive);
process.disconnect?.();
