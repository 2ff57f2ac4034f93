import { resolve } from "node:path";
import type { WorkerSpawner } from "#core/ports/workers.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";

/** The built workers in their real processes; `pids` names every one that was started, in order. */
export function recordingSpawner(): { spawner: WorkerSpawner; pids: number[] } {
  const pids: number[] = [];
  const { spawn } = childProcessSpawner({
    workersFolder: resolve(import.meta.dirname, "../../out/workers"),
  });
  return {
    pids,
    spawner: {
      spawn: (kind) => {
        const worker = spawn(kind);
        if (worker.pid !== null) pids.push(worker.pid);
        return worker;
      },
    },
  };
}
