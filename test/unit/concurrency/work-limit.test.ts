import { expect, test } from "vitest";
import { WorkLimit } from "#core/concurrency/work-limit.ts";

/** Starts pieces of these weights one after the other, and ends those that are named. */
function startAll(weights: readonly number[]) {
  const limit = new WorkLimit({ maxCount: 3, maxWeight: 10 });
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const all = (async () => {
    for (const [index, weight] of weights.entries())
      await limit.start(weight, () => {
        started.push(index);
        return new Promise((resolve) => {
          ends[index] = resolve;
        });
      });
  })();
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    all,
    started: async () => {
      await settled();
      return [...started];
    },
    end: (index: number) => ends[index]?.(),
  };
}

// Bug: eight documents of 32 MB were cut at once, since only their number was bounded
test("heavy pieces wait for one another, one that is too heavy for all runs alone", async () => {
  const work = startAll([6, 6, 32, 1]);
  expect(await work.started()).toEqual([0]);
  work.end(0);
  expect(await work.started()).toEqual([0, 1]);
  work.end(1);
  expect(await work.started()).toEqual([0, 1, 2]);
  work.end(2);
  await work.all;
  expect(await work.started()).toEqual([0, 1, 2, 3]);
});

test("light pieces run side by side up to their number", async () => {
  const work = startAll([1, 1, 1, 1]);
  expect(await work.started()).toEqual([0, 1, 2]);
  work.end(1);
  expect(await work.started()).toEqual([0, 1, 2, 3]);
});
