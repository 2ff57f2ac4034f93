import { expect, test } from "vitest";
import { AppError } from "#contract/errors.ts";
import type { WorkerExit } from "#contract/worker-exit.ts";
import { createExtractor } from "#native/extract/extractor.ts";
import { silentLog } from "../../support/library-fixture.ts";
import { manualClock } from "../../support/manual-clock.ts";

/** An extractor whose processes are all killed by what they are first told; `calls` names that. */
function killedAtEachCall() {
  const calls: string[] = [];
  const spawn = () => {
    let exited: (exit: WorkerExit) => void = () => undefined;
    return {
      pid: 1,
      post: (message: unknown) => {
        const name = /extract(Small)?/.exec(JSON.stringify(message))?.[0];
        calls.push(name ?? "");
        exited({ how: "killed" });
      },
      onMessage: () => undefined,
      onExit: (listener: typeof exited) => {
        exited = listener;
      },
      kill: () => undefined,
    };
  };
  const extractor = createExtractor({
    spawner: { spawn },
    clock: {
      ...manualClock(),
      // Back-offs are over at once, the watch for silence and idleness never
      after: (ms, run) => {
        if (ms < 30_000) queueMicrotask(run);
        return () => undefined;
      },
    },
    log: silentLog,
    onStatus: () => undefined,
  });
  return { extractor, calls };
}

// Would catch a file that makes the system end its process, and does so three more times with each group it is in
test("a group that ended its process is not read as one again: each is, alone, and forgiven two kills", async () => {
  const { extractor, calls } = killedAtEachCall();
  const { signal } = new AbortController();
  const read = await Promise.allSettled(
    ["/a.txt", "/b.txt"].map((path) =>
      extractor.extract(path, { signal, isSmall: true }),
    ),
  );
  const alone = ["extract", "extract", "extract"];
  expect(calls).toEqual(["extractSmall", ...alone, ...alone]);
  for (const one of read)
    expect(one).toMatchObject({ reason: expect.any(AppError) });
});
