import { loadavg } from "node:os";
import { interruptedExitCode, onInterrupt } from "../headless/on-interrupt.ts";
import type { BenchContext } from "./context.ts";
import type { Figure } from "./figures.ts";
import { type BenchOptions, benchOptions } from "./options.ts";
import { report } from "./report.ts";

type Bench = (context: BenchContext) => Promise<Figure[]>;

/**
 * The process that `hearth bench` starts: nothing of it is in the app.
 * Each is loaded only when it is asked for: some need a browser, some a model.
 */
const benches: Record<BenchOptions["what"], () => Promise<Bench>> = {
  generation: async () =>
    (await import("./generation/generation.ts")).benchGeneration,
  startup: async () => (await import("./startup/startup.ts")).benchStartup,
  indexing: async () => (await import("./indexing/indexing.ts")).benchIndexing,
  search: async () => (await import("./search/search.ts")).benchSearch,
  stream: async () => (await import("./stream/stream.ts")).benchStream,
};

const options = benchOptions.parse(JSON.parse(process.argv[2] ?? "null"));
const note = (text: string) => process.stderr.write(`${text}\n`);
const [loadBefore = 0] = loadavg();
const run = await benches[options.what]();
const interrupted = new AbortController();
const stopListening = onInterrupt(() => interrupted.abort());
try {
  const { signal } = interrupted;
  report(options, await run({ options, note, signal }), loadBefore);
} catch (error) {
  if (!interrupted.signal.aborted) throw error;
  process.exitCode = interruptedExitCode;
} finally {
  stopListening();
}
