import { expect, test, vi } from "vitest";
import { Backgrounds } from "#core/library/search/backgrounds.ts";

// Would catch: a measure that goes on reading an index which the engine has closed
test("a measure ends with its owner, which waits for what it is in, and is no failure", async () => {
  const [embed, error] = [vi.fn(), vi.fn()];
  const reading = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const rowsAt = vi.fn(async () => {
    reading.resolve();
    await released.promise;
    return [];
  });
  const backgrounds = new Backgrounds({ embed }, { error });
  const table = {
    revision: 1,
    countRows: async () => 4_000,
    rowsAt,
    nearest: async () => [],
  };
  const measured = backgrounds.of("a", table);
  await reading.promise;
  let isClosed = false;
  const closed = backgrounds.close().then(() => {
    isClosed = true;
  });
  await Promise.resolve();
  expect(isClosed).toBe(false);
  released.resolve();
  await closed;
  expect(await measured).toBeNull();
  expect(rowsAt).toHaveBeenCalledTimes(1);
  expect(await backgrounds.of("b", table)).toBeNull();
  expect(rowsAt).toHaveBeenCalledTimes(1);
  expect(error).not.toHaveBeenCalled();
});
