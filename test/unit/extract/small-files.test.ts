import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { SerialQueue } from "#core/concurrency/serial-queue.ts";
import type { ExtractedFile } from "#core/ports/extractor.ts";
import { SmallFileBatches } from "#native/extract/small-file-batches.ts";
import { readSmallFiles } from "#native/extract/small-files.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-small-files-"));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

// Would catch one bad file that costs the others of its message, or is taken for an empty text
test("gives what each file holds, and null for those that are to say alone why they can't be read", async () => {
  const files = await readSmallFiles([
    file("a.txt", "The rent is due."),
    file("empty.txt", ""),
    join(folder, "gone.txt"),
    file("b.md", "# Notice"),
  ]);
  expect(files.map((one) => one?.text ?? null)).toEqual([
    "The rent is due.",
    null,
    null,
    "# Notice",
  ]);
});

// Would catch files that swell when they are opened: all of them at once in the memory of two processes
test("leaves the rest once much text has come", async () => {
  const big = file("big.txt", "a line of text\n".repeat(150_000));
  const files = await readSmallFiles([big, file("c.txt", "Late.")]);
  expect(files.map((one) => one !== null)).toEqual([true, false]);
});

// Would catch a watchdog that ends the process for files that are slow one by one
test("leaves the rest once it has taken long", async () => {
  let nowMs = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (nowMs += 100));
  const path = file("d.txt", "Slow.");
  const files = await readSmallFiles([path, path, path, path]);
  expect(files.map((one) => one !== null)).toEqual([true, true, false, false]);
});

const extracted = (path: string): ExtractedFile => ({
  mediaType: "text/plain",
  title: null,
  text: path,
  pages: [],
  blocks: [],
  fileHash: "",
});
const { signal } = new AbortController();

// Would catch a message a file, which took longer than the files
test("reads those that wait together in one call, and each gets its own", async () => {
  const calls: string[][] = [];
  const batches = new SmallFileBatches(new SerialQueue(), async (paths) => {
    calls.push([...paths]);
    return paths.map(extracted);
  });
  const paths = Array.from({ length: 20 }, (_, at) => `${at}.txt`);
  const read = await Promise.all(
    paths.map((path) => batches.read(path, signal)),
  );
  expect(read.map((one) => one?.text)).toEqual(paths);
  expect(calls.flat()).toEqual(paths);
  expect(calls.length).toBeLessThan(4);
});

// Would catch a file that ends the process and fails all that were read with it
test("a call that fails leaves each of them to be read alone, and the next goes ahead", async () => {
  let isDead = true;
  const batches = new SmallFileBatches(new SerialQueue(), async (paths) => {
    if (isDead) throw new Error("It died.");
    return paths.map(extracted);
  });
  expect(
    await Promise.all(["a", "b"].map((path) => batches.read(path, signal))),
  ).toEqual([null, null]);
  isDead = false;
  expect((await batches.read("c", signal))?.text).toBe("c");
});

// Would catch a file that hangs and is removed or paused, but held until nobody wants the files beside it either
test("a call is given up with the first of its files, and the others are left to be read alone", async () => {
  const controllers = [new AbortController(), new AbortController()];
  const queue = new SerialQueue();
  const leave = await queue.enter();
  const given = Promise.withResolvers<AbortSignal>();
  const batches = new SmallFileBatches(queue, (_, unwanted) => {
    given.resolve(unwanted);
    return new Promise((_resolve, reject) => {
      unwanted.addEventListener("abort", () => reject(unwanted.reason));
    });
  });
  const reads = controllers.map((controller, at) =>
    batches.read(`${at}.txt`, controller.signal),
  );
  leave();
  const unwanted = await given.promise;
  expect(unwanted.aborted).toBe(false);
  controllers[0]?.abort();
  expect(unwanted.aborted).toBe(true);
  expect(await Promise.all(reads)).toEqual([null, null]);
});

// Would catch files that were removed while they waited and are read all the same
test("only those that are still wanted when their turn comes are read", async () => {
  const gone = new AbortController();
  const queue = new SerialQueue();
  const leave = await queue.enter();
  const calls: string[][] = [];
  const batches = new SmallFileBatches(queue, async (paths) => {
    calls.push([...paths]);
    return paths.map(extracted);
  });
  const reads = [
    batches.read("removed.txt", gone.signal),
    batches.read("kept.txt", signal),
  ];
  gone.abort();
  leave();
  const read = await Promise.all(reads);
  expect(read.map((one) => one?.text ?? null)).toEqual([null, "kept.txt"]);
  expect(calls).toEqual([["kept.txt"]]);
});
