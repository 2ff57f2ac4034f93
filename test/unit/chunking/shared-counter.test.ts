import { expect, it } from "vitest";
import { sharedCounter } from "#core/library/chunking/shared-counter.ts";

/** Counts characters, a call at a time, when it is let. */
function heldCounter() {
  const calls: string[][] = [];
  const held: (() => void)[] = [];
  const count = sharedCounter(async (texts) => {
    calls.push([...texts]);
    await new Promise<void>((resolve) => held.push(resolve));
    if (texts.includes("bad")) throw new Error("the process ended");
    return texts.map(({ length }) => length);
  });
  return { calls, count, letOne: () => held.shift()?.() };
}

it("asks once for all documents that came while a count was under way, and gives each its own counts", async () => {
  const { calls, count, letOne } = heldCounter();
  const first = count(["a"]);
  const others = [count(["bb", "ccc"]), count([]), count(["dddd"])];
  letOne();
  expect(await first).toEqual([1]);
  expect(calls).toEqual([["a"], ["bb", "ccc", "dddd"]]);
  letOne();
  expect(await Promise.all(others)).toEqual([[2, 3], [], [4]]);
});

it("tells a failure to all who asked in it, and goes on with the next", async () => {
  const { count, letOne } = heldCounter();
  const first = count(["a"]);
  const failing = Promise.allSettled([count(["bad"]), count(["bb"])]);
  letOne();
  await first;
  letOne();
  expect((await failing).map(({ status }) => status)).toEqual([
    "rejected",
    "rejected",
  ]);
  const next = count(["ccc"]);
  letOne();
  expect(await next).toEqual([3]);
});
