import { implement } from "@orpc/server";
import { appErrorsOnWire } from "#native/workers/rpc-errors.ts";
import { type ExtractEvent, extractContract } from "./contract.ts";
import { readDocument } from "./read-document.ts";
import { readSmallFiles } from "./small-files.ts";

/** What says only that reading goes on is sent this often: the watchdog waits for much longer. */
const signOfLifeMs = 1_000;

/** Answers the extract contract. A bug is written to stderr, where the engine's log picks it up. */
export function extractRouter() {
  const os = implement(extractContract).use(
    appErrorsOnWire((error) => {
      process.stderr.write(
        `extract worker: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
    }),
  );
  return os.router({
    extractSmall: os.extractSmall.handler(async ({ input }) => ({
      files: await readSmallFiles(input.paths),
      memoryBytes: process.memoryUsage.rss(),
    })),
    extract: os.extract.handler(({ input }) => events(input.path)),
  });
}

async function* events(path: string): AsyncGenerator<ExtractEvent> {
  const reading = readDocument(path);
  let lastMs = performance.now();
  for (;;) {
    const step = await reading.next();
    if (step.done === true) {
      yield {
        type: "extraction",
        extraction: step.value,
        memoryBytes: process.memoryUsage.rss(),
      };
      return;
    }
    const nowMs = performance.now();
    if (step.value.page === null && nowMs - lastMs < signOfLifeMs) continue;
    lastMs = nowMs;
    yield { type: "progress", ...step.value };
  }
}
