import { resolve } from "node:path";
import { expect, it } from "vitest";
import type { WorkerExit } from "#contract/worker-exit.ts";
import { childProcessSpawner } from "#native/workers/child-process.ts";

const ending = resolve(import.meta.dirname, "../support/ending-worker");

it.each<[string, WorkerExit]>([
  ["heap", { how: "out-of-memory" }],
  ["guard", { how: "out-of-memory" }],
  ["killed", { how: "killed" }],
  ["pointer", { how: "crashed", code: "SIGSEGV" }],
  ["error", { how: "crashed", code: "exit code 1" }],
  ["itself", { how: "ended" }],
])("a real process that ends by %s is known by it", async (end, exit) => {
  const worker = childProcessSpawner({
    workersFolder: ending,
    environment: { HEARTH_TEST_END: end },
  }).spawn("extract");
  const ended = await new Promise<WorkerExit>((heard) => worker.onExit(heard));
  expect(ended).toEqual(exit);
});

it("a worker that is not there has never started", async () => {
  const worker = childProcessSpawner({ workersFolder: "/nowhere" }).spawn(
    "extract",
  );
  const ended = await new Promise<WorkerExit>((heard) => worker.onExit(heard));
  // Node itself starts, and finds no entry
  expect(ended).toEqual({ how: "crashed", code: "exit code 1" });
});
