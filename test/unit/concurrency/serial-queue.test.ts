import { expect, test } from "vitest";
import { SerialQueue } from "#core/concurrency/serial-queue.ts";

test("work goes in the order it was asked for, and a failure keeps back nobody", async () => {
  const queue = new SerialQueue();
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const failing = queue.run(async () => {
    await first.promise;
    done.push("first");
    throw new Error("first failed");
  });
  const second = queue.run(() => done.push("second"));
  first.resolve();
  await expect(failing).rejects.toThrow("first failed");
  await second;
  expect(done).toEqual(["first", "second"]);
});

test("who is stopped while waiting leaves at once, never runs, and lets nobody overtake those in front", async () => {
  const queue = new SerialQueue();
  const leave = await queue.enter();
  const stop = new AbortController();
  let hasStoppedRun = false;
  const stopped = queue.run(
    () => {
      hasStoppedRun = true;
    },
    { signal: stop.signal },
  );
  let isBehindIn = false;
  const behind = queue.run(() => {
    isBehindIn = true;
  });
  stop.abort(new Error("stopped"));
  await expect(stopped).rejects.toThrow("stopped");
  expect([hasStoppedRun, isBehindIn]).toEqual([false, false]);
  leave();
  await behind;
  expect([hasStoppedRun, isBehindIn]).toEqual([false, true]);
});

test("it has ended only when the last one that was asked for has", async () => {
  const queue = new SerialQueue();
  const leave = await queue.enter();
  let hasEnded = false;
  const ended = queue.ended().then(() => {
    hasEnded = true;
  });
  await queue.enter({ signal: AbortSignal.abort() }).catch(() => undefined);
  expect(hasEnded).toBe(false);
  leave();
  await ended;
});

// Would catch: whoever asks is told that nobody is before them while somebody is
test("it is idle only while whoever enters need not wait", async () => {
  const queue = new SerialQueue();
  expect(queue.isIdle).toBe(true);
  const leave = await queue.enter();
  const stop = new AbortController();
  const second = queue.enter({ signal: stop.signal });
  leave();
  expect(queue.isIdle).toBe(false);
  (await second)();
  expect(queue.isIdle).toBe(true);
  const leaveThird = await queue.enter();
  const stopped = queue.enter({ signal: stop.signal });
  stop.abort();
  await expect(stopped).rejects.toThrow();
  expect(queue.isIdle).toBe(false);
  leaveThird();
  await queue.ended();
  expect(queue.isIdle).toBe(true);
});
