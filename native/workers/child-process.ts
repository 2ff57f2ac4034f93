import { fork } from "node:child_process";
import { join } from "node:path";
import type {
  WorkerKind,
  WorkerProcess,
  WorkerSpawner,
} from "#core/ports/workers.ts";
import { exitOfChild } from "./exits.ts";
import { heapLimitMb } from "./heap-limits.ts";
import { lastWordsOf } from "./last-words.ts";

/** Starts workers as child processes of Node, from the built entries in `workersFolder`. */
export function childProcessSpawner(options: {
  workersFolder: string;
  /** Added to the workers' own environment. */
  environment?: Record<string, string>;
}): WorkerSpawner {
  return {
    spawn: (kind) => spawnChild(kind, options),
  };
}

function spawnChild(
  kind: WorkerKind,
  options: { workersFolder: string; environment?: Record<string, string> },
): WorkerProcess {
  const child = fork(join(options.workersFolder, `${kind}.js`), [], {
    serialization: "advanced",
    execArgv: [
      `--max-old-space-size=${heapLimitMb[kind]}`,
      ...process.execArgv.filter((flag) => flag.startsWith("--import")),
    ],
    env: { ...process.env, ...options.environment },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const lastWords = lastWordsOf(child.stderr);
  let hasExited = false;
  return {
    pid: child.pid ?? null,
    post: (message) => {
      if (child.connected) child.send(message as never);
    },
    onMessage: (listener) => child.on("message", listener),
    onExit: (listener) => {
      const once = (code: number | null, signal: string | null) => {
        if (hasExited) return;
        hasExited = true;
        listener(exitOfChild({ code, signal }, lastWords()));
      };
      // After its stderr too, which says how it came to that
      child.on("close", once);
      child.on("error", () => once(null, null));
    },
    kill: () => child.kill("SIGKILL"),
  };
}
