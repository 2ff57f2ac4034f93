import { beforeEach, describe, expect, test, vi } from "vitest";
import type { WorkerExit } from "#contract/worker-exit.ts";
import { mainMessage } from "#desktop-link/broker.ts";
import { exitOfUtility } from "#native/workers/exits.ts";

vi.mock("electron", () => import("../../support/electron-double/electron.ts"));
vi.mock(
  "../../support/electron-double/utility-process.ts",
  () => import("../../support/desktop-in-process/processes.ts"),
);
const { app } = await import("../../support/electron-double/electron.ts");
const { forked } = await import(
  "../../support/desktop-in-process/processes.ts"
);
const { WorkerProcesses } = await import(
  "../../../electron/main/worker-processes.ts"
);

const name = "Hearth file reader 1";
const gone = (reason: string, of = name) =>
  app.emit("child-process-gone", {}, { type: "Utility", name: of, reason });

let exits: WorkerExit[];
let workers: InstanceType<typeof WorkerProcesses>;
beforeEach(() => {
  app.removeAllListeners("child-process-gone");
  exits = [];
  workers = new WorkerProcesses({
    folder: "/built/workers",
    post: (message) => {
      const told = mainMessage.parse(message);
      if (told.type === "worker-exited") exits.push(exitOfUtility(told));
    },
  });
});

function spawn(requestId: number) {
  workers.handle({
    type: "spawn-worker",
    requestId,
    kind: "extract",
    heapLimitMb: 300,
  });
  const worker = forked.at(-1);
  if (worker === undefined) throw new Error("Nothing was started");
  return worker;
}

test("a worker is the built file, under its limit of memory", () => {
  const { modulePath, options } = spawn(1);
  expect(modulePath).toBe("/built/workers/extract.js");
  expect(options).toMatchObject({
    serviceName: name,
    execArgv: ["--max-old-space-size=300"],
  });
});

describe("the engine hears how its worker ended", () => {
  const ends: [string, string, number, WorkerExit][] = [
    ["no memory left", "oom", 5, { how: "out-of-memory" }],
    ["a kill from outside", "killed", 9, { how: "killed" }],
    ["a bad pointer", "crashed", 11, { how: "crashed", code: "SIGSEGV" }],
    ["no start", "launch-failed", 1, { how: "never-started" }],
    [
      "an uncaught error",
      "abnormal-exit",
      1,
      { how: "crashed", code: "exit code 1" },
    ],
    ["its own end", "clean-exit", 0, { how: "ended" }],
  ];

  test.each(ends)(
    "by %s, which Chromium tells first",
    async (_name, reason, code, exit) => {
      const worker = spawn(1);
      gone(reason);
      worker.emit("exit", code);
      await expect.poll(() => exits).toEqual([exit]);
    },
  );

  test.each(ends)(
    "by %s, which Chromium tells last",
    async (_name, reason, code, exit) => {
      const worker = spawn(1);
      worker.emit("exit", code);
      gone(reason);
      await expect.poll(() => exits).toEqual([exit]);
    },
  );

  test("by a full heap, which V8 alone tells", async () => {
    const worker = spawn(1);
    worker.emit("error", "FatalError", "", "");
    gone("crashed");
    worker.emit("exit", 6);
    await expect.poll(() => exits).toEqual([{ how: "out-of-memory" }]);
  });
});

// Would catch: one embedding worker's full memory told as the end of the one beside it
test("of two workers of a kind each ends with its own reason", async () => {
  const [first, second] = [spawn(1), spawn(2)];
  gone("oom", "Hearth file reader 2");
  first.emit("exit", 0);
  await expect.poll(() => exits).toEqual([{ how: "ended" }]);
  second.emit("exit", 5);
  await expect
    .poll(() => exits)
    .toEqual([{ how: "ended" }, { how: "out-of-memory" }]);
});

test("the end of another process is none of its own", async () => {
  const worker = spawn(1);
  gone("oom", "Hearth engine");
  app.emit("child-process-gone", {}, { type: "GPU", name, reason: "killed" });
  worker.emit("exit", 0);
  await expect.poll(() => exits).toEqual([{ how: "ended" }]);
});

test("a worker that main itself ended with its engine lends its reason to no later one", async () => {
  const before = spawn(1);
  workers.endAll();
  gone("killed");
  before.emit("exit", 9);
  const after = spawn(1);
  await new Promise(setImmediate);
  after.emit("exit", 0);
  await expect.poll(() => exits).toEqual([{ how: "ended" }]);
});
