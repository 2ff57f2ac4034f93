import { createHash } from "node:crypto";
import { readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { IndexingHarness } from "../../support/indexing-harness.ts";

let at: IndexingHarness;

beforeEach(() => {
  at = new IndexingHarness();
});
afterEach(() => at.close());

describe("adding", () => {
  test("indexes every file of a folder; one that fails or is of a type that is not read has its reason", async () => {
    for (let number = 0; number < 30; number += 1)
      at.write(`file-${number}.txt`);
    at.write("unsupported.bin");
    at.write("empty.txt", " ");
    const job = await at.addAll();
    expect(job).toMatchObject({
      done: 32,
      total: 32,
      failed: 1,
      skipped: 1,
      progress: 1,
    });
    expect(at.listed().counts).toEqual({
      total: 32,
      needYou: 0,
      queued: 0,
      working: 0,
      indexed: 30,
      failed: 1,
      skipped: 1,
    });
    const reasons = at
      .listed()
      .documents.filter(({ reason }) => reason !== null)
      .map(({ status, reason }) => [status, reason?.code]);
    expect(reasons.sort()).toEqual([
      ["failed", "no-text"],
      ["skipped", "unsupported-type"],
    ]);
    expect(await at.rows()).toBe(at.chunksInDatabase());
    expect(await at.rows()).toBeGreaterThanOrEqual(30);
  });

  test("an unchanged file is not read again, a touched one not embedded again, a changed one is replaced", async () => {
    at.write("same.txt");
    const touched = at.write("touched.txt");
    const changed = at.write("changed.txt");
    await at.addAll();
    at.extractor.read.length = 0;
    at.embedder.calls.length = 0;
    utimesSync(touched, new Date(), new Date(Date.now() + 10_000));
    writeFileSync(changed, "Wholly other words now, about zebras.");
    const job = await at.addAll();
    expect(job).toMatchObject({ done: 3, total: 3, unchanged: 2, failed: 0 });
    expect(at.extractor.read).toEqual([changed]);
    expect(at.embedder.calls).toHaveLength(1);
    expect(at.listed().counts.total).toBe(3);
    expect(await at.rows()).toBe(at.chunksInDatabase());
    const key = at.fixture.workspaces.activeIndex(at.fixture.workspaceId);
    if (key === null) throw new Error("no index");
    const found = await (await at.fixture.index.open(key)).searchWords(
      "zebras",
      5,
    );
    expect(found).toHaveLength(1);
  });

  test("a new file is read once, by whoever extracts it, and its hash is of what was read", async () => {
    const path = at.write("new.txt");
    const hash = vi.spyOn(at.fixture.files, "hash");
    await at.addAll();
    expect(hash).not.toHaveBeenCalled();
    const [row] = at.fixture.database.all("SELECT file_hash FROM documents");
    expect(row?.["file_hash"]).toBe(
      createHash("sha256").update(readFileSync(path)).digest("hex"),
    );
  });

  test("a file that is gone leaves the library when its folder is added again, and only then", async () => {
    const gone = at.write("gone.txt");
    at.write("stays.txt");
    await at.addAll();
    rmSync(gone);
    await at.addAll([join(at.files, "stays.txt")]);
    expect(at.listed().counts.total).toBe(2);
    await at.addAll();
    expect(at.listed().documents.map(({ name }) => name)).toEqual([
      "stays.txt",
    ]);
    await at.fixture.library.remove({
      workspaceId: at.fixture.workspaceId,
      documentIds: [],
    });
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  test("an empty folder, such as an unplugged disk, takes nothing out of the library", async () => {
    const path = at.write("file.txt");
    await at.addAll();
    rmSync(path);
    await at.addAll();
    expect(at.listed().counts.indexed).toBe(1);
  });

  test("the same folder added twice at once is indexed once", async () => {
    for (let number = 0; number < 20; number += 1)
      at.write(`file-${number}.txt`);
    await Promise.all([at.addAll(), at.addAll()]);
    expect(at.listed().counts).toMatchObject({ total: 20, indexed: 20 });
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  test("a skipped file is looked at again when it has changed or newer readers came, and not before", async () => {
    const skipped = at.write("unsupported.bin");
    await at.addAll();
    at.extractor.read.length = 0;
    expect(await at.addAll()).toMatchObject({
      done: 1,
      skipped: 1,
      unchanged: 0,
      failed: 0,
    });
    expect(at.extractor.read).toEqual([]);
    writeFileSync(skipped, "Other bytes.");
    await at.addAll();
    expect(at.extractor.read).toEqual([skipped]);
    await at.fixture.close();
    at.extractor.readersVersion += 1;
    at.fixture = at.open();
    at.fixture.library.recover();
    await at.addAll();
    await at.addAll();
    expect(at.extractor.read).toEqual([skipped, skipped]);
  });

  test("a path that is not there is listed with its reason", async () => {
    const job = await at.addAll([join(at.files, "nowhere.txt")]);
    expect(job).toMatchObject({ done: 1, total: 1, failed: 1 });
    expect(at.listed().documents[0]?.reason?.code).toBe("file-missing");
  });

  test("a file that ends its worker is tried again, then left alone", async () => {
    at.write("crash.txt");
    at.write("fine.txt");
    await at.addAll();
    expect(at.listed().counts).toMatchObject({ indexed: 1, failed: 1 });
    expect(
      at.listed().documents.find(({ status }) => status === "failed")?.reason
        ?.code,
    ).toBe("extraction-crashed");
    const tries = at.extractor.read.filter((path) =>
      path.includes("crash"),
    ).length;
    expect(tries).toBe(3);
    await at.addAll();
    expect(
      at.extractor.read.filter((path) => path.includes("crash")),
    ).toHaveLength(tries);
  });

  test("without a model the index is by keyword", async () => {
    at.embedder.use(null);
    at.write("file.txt");
    await at.addAll();
    expect(
      at.fixture.workspaces.activeIndex(at.fixture.workspaceId),
    ).toMatchObject({
      embeddingModelId: "none",
      dimension: 0,
    });
    expect(at.embedder.calls).toEqual([]);
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });
});
