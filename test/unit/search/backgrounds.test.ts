import { expect, test, vi } from "vitest";
import { AppError } from "#contract/errors.ts";
import { Backgrounds } from "#core/library/search/backgrounds.ts";
import { fakeEmbedder, smallModel } from "../../support/fake-embedder.ts";
import { scored } from "../../support/search-fixture.ts";

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
  const backgrounds = new Backgrounds(
    { model: async () => null, embed },
    { error },
  );
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

/** Counts how often it is read. */
function smallTable() {
  const rows = ["rent", "bread", "light", "keys", "rain", "wheel"].map(
    (text, at) =>
      scored(`${at}`, `${text} of the house`, {
        vector: Float32Array.from({ length: 8 }, (_, place) =>
          place === at ? 1 : 0,
        ),
      }),
  );
  const rowsAt = vi.fn(async (offsets: readonly number[]) =>
    offsets.flatMap((at) => rows[at] ?? []),
  );
  return {
    revision: 1,
    countRows: async () => rows.length,
    rowsAt,
    nearest: async () => [],
  };
}

// Bug: a worker that ended once left the library without the model's own measure for good, and nothing said so
test("a model that could not be measured is said to the log and asked again, without reading the library again", async () => {
  const embedder = fakeEmbedder(smallModel);
  const error = vi.fn();
  const table = smallTable();
  const backgrounds = new Backgrounds(embedder, { error });
  const ended = new AppError("worker-crashed", "The worker ended.");
  embedder.failures.push(ended);
  const answering = async () =>
    (await backgrounds.of("a", table))?.meaning?.answering;
  expect(await answering()).toBeNull();
  expect(error).toHaveBeenCalledExactlyOnceWith(expect.any(String), ended);
  expect(await answering()).toEqual(expect.any(Number));
  expect(error).toHaveBeenCalledTimes(1);
  expect(table.rowsAt).toHaveBeenCalledTimes(1);
});

// Would catch: what is known of a library searched without a model kept for good, or another model's measure kept
test("the model in use counts, from the search on at which it is there", async () => {
  const embedder = fakeEmbedder(null);
  const error = vi.fn();
  const backgrounds = new Backgrounds(embedder, { error });
  const answering = async () =>
    (await backgrounds.of("a", smallTable()))?.meaning?.answering;
  expect(await answering()).toBeNull();
  embedder.use(smallModel);
  const small = await answering();
  expect(small).toEqual(expect.any(Number));
  embedder.use({ ...smallModel, id: "larger", dimension: 12 });
  const larger = await answering();
  expect(larger).toEqual(expect.any(Number));
  expect(larger).not.toBe(small);
  expect(error).not.toHaveBeenCalled();
});

// Would catch: nearness measured for ever by the ten files that were there at the first search
test("an index is measured anew once it has changed by more than a fifth, beside the searches", async () => {
  let rows = 100;
  const backgrounds = new Backgrounds(fakeEmbedder(null), {
    error: vi.fn(),
  });
  const passagesAt = async (revision: number) => {
    const measured = await backgrounds.of("a", {
      revision,
      countRows: async () => rows,
      rowsAt: async () => [],
      nearest: async () => [],
    });
    // What is measured beside it reads nothing that is waited for
    await new Promise(setImmediate);
    return measured?.passages;
  };
  expect(await passagesAt(1)).toBe(100);
  rows = 120;
  expect(await passagesAt(2)).toBe(100);
  expect(await passagesAt(2)).toBe(100);
  rows = 121;
  expect(await passagesAt(3)).toBe(100);
  expect(await passagesAt(3)).toBe(121);
  await backgrounds.close();
});
