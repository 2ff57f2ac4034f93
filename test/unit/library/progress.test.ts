import { expect, test } from "vitest";
import { Channel } from "#core/concurrency/channel.ts";
import { LiveProgress } from "#core/jobs/job-progress.ts";
import type { Job } from "#core/jobs/job-store.ts";
import { RateMeter } from "#core/jobs/rate-meter.ts";
import { manualClock } from "../../support/manual-clock.ts";

const job: Job = {
  id: crypto.randomUUID(),
  workspaceId: crypto.randomUUID(),
  kind: "index",
  label: "Contracts",
  state: "running",
  paths: [],
  done: 0,
  failed: 0,
  skipped: 0,
  unchanged: 0,
  doneBytes: 0,
  total: 2,
  totalBytes: 1_000,
  startedAt: 0,
  finishedAt: null,
  error: null,
};

test("a rate is unknown at first, then what the last minute had, whatever came before", () => {
  const meter = new RateMeter();
  meter.add({ atMs: 0, files: 0 });
  meter.add({ atMs: 2_000, files: 1 });
  expect(meter.remainingMs(100)).toBeNull();
  for (let second = 3; second <= 200; second += 1)
    meter.add({
      atMs: second * 1_000,
      files: second < 100 ? second / 10 : 10 + (second - 100),
    });
  expect(meter.remainingMs(100)).toBe(100_000);
  expect(meter.filesPerMinute).toBeCloseTo(60);
  meter.reset();
  expect(meter.filesPerMinute).toBeNull();
});

// Would catch: "21 of 417 files, 90 files a minute, about 1 hour left", and thousands of unchanged files taken as speed
test("the rest is what the rate says, and what was passed over is no rate", () => {
  const clock = manualClock();
  const live = new LiveProgress(clock);
  const big = { ...job, total: 417, totalBytes: 10_000_000, unchanged: 300 };
  live.of({ ...big, done: 0, unchanged: 0 });
  clock.advance(10_000);
  const now = live.of({ ...big, done: 315, doneBytes: 1_000 });
  expect(now.filesPerMinute).toBeCloseTo(90);
  expect(now.remainingMs).toBe(68_000);
});

test("progress is weighted by size, counts the part of the file in hand, and never goes back", () => {
  const live = new LiveProgress(manualClock());
  const id = crypto.randomUUID();
  live.take({ id, jobId: job.id, name: "long.pdf", sizeBytes: 900 });
  live.update(id, { page: 50, pages: 100, fraction: 0.5 });
  const half = live.of(job);
  expect(half.progress).toBeCloseTo(0.135);
  expect(half.current).toMatchObject({
    name: "long.pdf",
    page: 50,
    pages: 100,
  });
  live.stop();
  expect(live.of(job).progress).toBeCloseTo(0.135);
  expect(live.of({ ...job, doneBytes: 2_000 }).progress).toBeLessThan(1);
  expect(live.of({ ...job, state: "done" }).progress).toBe(1);
});

test("what is unknown is null: while the walk goes on there is no total, progress or estimate", () => {
  const live = new LiveProgress(manualClock());
  live.setPassedOver(job.id, { skipped: 7, unchanged: 2 });
  expect(
    live.of({ ...job, state: "scanning", total: null, totalBytes: null }),
  ).toMatchObject({
    total: null,
    progress: null,
    remainingMs: null,
    skipped: 7,
    unchanged: 2,
    done: 9,
  });
});

test("a channel holds its producer back, lets what is too heavy pass alone, and ends after the last", async () => {
  const clock = manualClock();
  const controller = new AbortController();
  const channel = new Channel<number>({
    capacity: 10,
    weigh: (item) => item,
    signal: controller.signal,
  });
  await channel.put(50);
  let isIn = false;
  const second = channel.put(5).then(() => {
    isIn = true;
  });
  await Promise.resolve();
  expect(isIn).toBe(false);
  expect(await channel.take(clock, null)).toEqual({ item: 50 });
  await second;
  channel.end();
  expect(await channel.take(clock, null)).toEqual({ item: 5 });
  expect(await channel.take(clock, null)).toBe("ended");
});

test("a channel's taker is late after its time, or at once when the producer rests; aborting ends both sides", async () => {
  const clock = manualClock();
  const controller = new AbortController();
  const channel = new Channel<number>({
    capacity: 1,
    weigh: () => 1,
    signal: controller.signal,
  });
  const late = channel.take(clock, 2_000);
  clock.advance(2_000);
  expect(await late).toBe("late");
  const resting = channel.take(clock, 2_000);
  channel.rest();
  expect(await resting).toBe("late");
  const never = channel.take(clock, null);
  controller.abort(new Error("stopped"));
  await expect(never).rejects.toThrow("stopped");
  await expect(channel.put(1)).rejects.toThrow("stopped");
});
