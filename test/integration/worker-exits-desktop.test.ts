import { resolve } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import type { WorkerExit } from "#contract/worker-exit.ts";
import type { MainMessage } from "#desktop-link/broker.ts";
import { exitOfUtility } from "#native/workers/exits.ts";

vi.mock("electron", () => import("../support/electron-double/electron.ts"));
const { WorkerProcesses } = await import(
  "../../electron/main/worker-processes.ts"
);
const folder = resolve(import.meta.dirname, "../support/ending-worker");

afterEach(() => vi.unstubAllEnvs());

/** What the engine makes of what main tells it. */
function exitOf(end: string): Promise<WorkerExit> {
  vi.stubEnv("HEARTH_TEST_END", end);
  const told = Promise.withResolvers<WorkerExit>();
  const post = (message: MainMessage) => {
    if (message.type === "worker-exited") told.resolve(exitOfUtility(message));
  };
  new WorkerProcesses({ folder, post }).handle({
    type: "spawn-worker",
    requestId: 1,
    kind: "extract",
    heapLimitMb: 64,
  });
  return told.promise;
}

it.each<[string, WorkerExit]>([
  ["heap", { how: "out-of-memory" }],
  ["guard", { how: "out-of-memory" }],
  ["killed", { how: "killed" }],
  ["pointer", { how: "crashed", code: "SIGSEGV" }],
  ["error", { how: "crashed", code: "exit code 1" }],
  ["itself", { how: "ended" }],
])(
  "a real process on the desktop that ends by %s is known by it",
  async (end, exit) => {
    expect(await exitOf(end)).toEqual(exit);
  },
);
