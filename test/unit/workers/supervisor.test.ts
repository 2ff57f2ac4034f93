import { expect, test } from "vitest";
import type { WorkerExit } from "#contract/worker-exit.ts";
import { interactive } from "#native/workers/retry-policy.ts";
import { SupervisedWorker } from "#native/workers/supervisor.ts";
import { silentLog } from "../../support/library-fixture.ts";
import { manualClock } from "../../support/manual-clock.ts";

test("a clock that is set back does not keep a dead worker from being started again", async () => {
  const timers = manualClock();
  let setBackMs = 0;
  const exits: ((exit: WorkerExit) => void)[] = [];
  const worker = new SupervisedWorker({
    kind: "extract",
    spawner: {
      spawn: () => ({
        pid: exits.length + 1,
        post: () => undefined,
        onMessage: () => undefined,
        onExit: (listener) => void exits.push(listener),
        kill: () => undefined,
      }),
    },
    clock: { ...timers, now: () => timers.now() - setBackMs },
    log: silentLog,
    connect: () => "client",
    idleMs: null,
    onStatus: () => undefined,
  });
  const signal = new AbortController().signal;
  const use = () =>
    worker.use(async (client) => client, { signal, retry: interactive });
  await use();
  exits[0]?.({ how: "killed" });
  setBackMs = 24 * 3_600_000;
  const again = use();
  timers.advance(1_000);
  expect(await again).toBe("client");
  expect(worker.pid).toBe(2);
});
