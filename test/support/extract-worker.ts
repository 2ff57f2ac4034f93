import { resolve } from "node:path";
import type { WorkerStatus } from "#contract/events.ts";
import type { Extractor } from "#core/ports/extractor.ts";
import type { WorkerProcess, WorkerSpawner } from "#core/ports/workers.ts";
import { createExtractor } from "#native/extract/extractor.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";

const built = resolve(import.meta.dirname, "../../out/workers");
const stuck = resolve(import.meta.dirname, "stuck-worker");

export interface ExtractHarness {
  extractor: Extractor & { dispose(): void };
  /** Every worker process that was started, the last one last. */
  started: WorkerProcess[];
  /** Resolves when the first of them was started. */
  firstStarted: Promise<void>;
  statuses: WorkerStatus[];
}

/** The real extractor over real processes; the first `stuckWorkers` of them never answer. */
export function extractHarness(
  options: { silenceMs?: number; stuckWorkers?: number } = {},
): ExtractHarness {
  const started: WorkerProcess[] = [];
  const statuses: WorkerStatus[] = [];
  const first = Promise.withResolvers<void>();
  const spawner: WorkerSpawner = {
    spawn: (kind) => {
      const isStuck = started.length < (options.stuckWorkers ?? 0);
      const worker = childProcessSpawner({
        workersFolder: isStuck ? stuck : built,
      }).spawn(kind);
      started.push(worker);
      first.resolve();
      return worker;
    },
  };
  const extractor = createExtractor({
    spawner,
    clock: systemClock,
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: () => undefined,
    },
    onStatus: (status) => statuses.push(status),
    ...(options.silenceMs === undefined
      ? {}
      : { silenceMs: options.silenceMs }),
  });
  return { extractor, started, firstStarted: first.promise, statuses };
}
