import {
  mkdirSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "#contract/errors.ts";
import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import { fakeEmbedder, smallModel } from "../../support/fake-embedder.ts";
import { fakeExtractor } from "../../support/fake-extractor.ts";
import {
  type LibraryFixture,
  openLibrary,
  temporaryFolder,
} from "../../support/library-fixture.ts";

let temporary: ReturnType<typeof temporaryFolder>;
let files: string;
let extractor: ReturnType<typeof fakeExtractor>;
let embedder: ReturnType<typeof fakeEmbedder>;
let fixture: LibraryFixture;

function open(index?: (real: ChunkIndex) => ChunkIndex): LibraryFixture {
  const dataFolder = join(temporary.path, "data");
  mkdirSync(dataFolder, { recursive: true });
  return openLibrary({
    dataFolder,
    extractor,
    embedder,
    ...(index === undefined ? {} : { index }),
  });
}

function write(
  name: string,
  text = `This is ${name}.\n\nIt has a second paragraph.`,
): string {
  const path = join(files, name);
  writeFileSync(path, text);
  return path;
}

async function addAll(paths: string[] = [files]) {
  const { jobId } = fixture.library.add({
    workspaceId: fixture.workspaceId,
    paths,
  });
  return fixture.reached(jobId, "done");
}

async function rows(): Promise<number> {
  const key = fixture.workspaces.activeIndex(fixture.workspaceId);
  return key === null ? 0 : (await fixture.index.open(key)).countRows();
}

function listed() {
  return fixture.library.list({
    workspaceId: fixture.workspaceId,
    offset: 0,
    limit: 500,
    filter: "",
  });
}

function chunksInDatabase(): number {
  return listed().documents.reduce((sum, { chunks }) => sum + chunks, 0);
}

beforeEach(() => {
  temporary = temporaryFolder();
  files = join(temporary.path, "files");
  mkdirSync(files);
  extractor = fakeExtractor();
  embedder = fakeEmbedder(smallModel);
  fixture = open();
  fixture.library.recover();
});

afterEach(async () => {
  await fixture.close();
  temporary.remove();
});

describe("adding", () => {
  test("indexes every file of a folder, and a failed one with its reason", async () => {
    for (let number = 0; number < 30; number += 1) write(`file-${number}.txt`);
    write("unsupported.bin");
    write("empty.txt", " ");
    const job = await addAll();
    expect(job).toMatchObject({
      done: 32,
      total: 32,
      failed: 2,
      skipped: 0,
      progress: 1,
    });
    expect(listed().counts).toEqual({
      total: 32,
      queued: 0,
      working: 0,
      indexed: 30,
      failed: 2,
    });
    const failed = listed().documents.filter(
      ({ status }) => status === "failed",
    );
    expect(failed.map(({ reason }) => reason?.code).sort()).toEqual([
      "no-text",
      "unsupported-type",
    ]);
    expect(await rows()).toBe(chunksInDatabase());
    expect(await rows()).toBeGreaterThanOrEqual(30);
  });

  test("an unchanged file is not read again, a touched one not embedded again, a changed one is replaced", async () => {
    write("same.txt");
    const touched = write("touched.txt");
    const changed = write("changed.txt");
    await addAll();
    extractor.read.length = 0;
    embedder.calls.length = 0;
    utimesSync(touched, new Date(), new Date(Date.now() + 10_000));
    writeFileSync(changed, "Wholly other words now, about zebras.");
    const job = await addAll();
    expect(job).toMatchObject({ done: 3, total: 3, skipped: 2, failed: 0 });
    expect(extractor.read).toEqual([changed]);
    expect(embedder.calls).toHaveLength(1);
    expect(listed().counts.total).toBe(3);
    expect(await rows()).toBe(chunksInDatabase());
    const key = fixture.workspaces.activeIndex(fixture.workspaceId);
    if (key === null) throw new Error("no index");
    const found = await (await fixture.index.open(key)).searchWords(
      "zebras",
      5,
    );
    expect(found).toHaveLength(1);
  });

  test("a file that is gone leaves the library when its folder is added again, and only then", async () => {
    const gone = write("gone.txt");
    write("stays.txt");
    await addAll();
    rmSync(gone);
    await addAll([join(files, "stays.txt")]);
    expect(listed().counts.total).toBe(2);
    await addAll();
    expect(listed().documents.map(({ name }) => name)).toEqual(["stays.txt"]);
    await fixture.library.remove({
      workspaceId: fixture.workspaceId,
      documentIds: [],
    });
    expect(await rows()).toBe(chunksInDatabase());
  });

  test("an empty folder, such as an unplugged disk, takes nothing out of the library", async () => {
    const path = write("file.txt");
    await addAll();
    rmSync(path);
    await addAll();
    expect(listed().counts.indexed).toBe(1);
  });

  test("the same folder added twice at once is indexed once", async () => {
    for (let number = 0; number < 20; number += 1) write(`file-${number}.txt`);
    await Promise.all([addAll(), addAll()]);
    expect(listed().counts).toMatchObject({ total: 20, indexed: 20 });
    expect(await rows()).toBe(chunksInDatabase());
  });

  test("a path that is not there is listed with its reason", async () => {
    const job = await addAll([join(files, "nowhere.txt")]);
    expect(job).toMatchObject({ done: 1, total: 1, failed: 1 });
    expect(listed().documents[0]?.reason?.code).toBe("file-missing");
  });

  test("a file that ends its worker is tried again, then left alone", async () => {
    write("crash.txt");
    write("fine.txt");
    await addAll();
    expect(listed().counts).toMatchObject({ indexed: 1, failed: 1 });
    expect(
      listed().documents.find(({ status }) => status === "failed")?.reason
        ?.code,
    ).toBe("extraction-crashed");
    const tries = extractor.read.filter((path) =>
      path.includes("crash"),
    ).length;
    expect(tries).toBe(3);
    await addAll();
    expect(
      extractor.read.filter((path) => path.includes("crash")),
    ).toHaveLength(tries);
  });

  test("without a model the index is by keyword", async () => {
    embedder.use(null);
    write("file.txt");
    await addAll();
    expect(fixture.workspaces.activeIndex(fixture.workspaceId)).toMatchObject({
      embeddingModelId: "none",
      dimension: 0,
    });
    expect(embedder.calls).toEqual([]);
    expect(await rows()).toBe(chunksInDatabase());
  });
});

describe("stopping", () => {
  test("pausing works while a file hangs, and resuming goes on with it", async () => {
    write("a.txt");
    write("hangs.txt");
    const held = extractor.hold("hangs");
    const { jobId } = fixture.library.add({
      workspaceId: fixture.workspaceId,
      paths: [files],
    });
    await held.reached;
    expect((await fixture.library.pauseJob(jobId)).state).toBe("paused");
    expect(listed().counts.working).toBe(0);
    held.release();
    await fixture.library.resumeJob(jobId);
    expect(await fixture.reached(jobId, "done")).toMatchObject({
      done: 2,
      failed: 0,
    });
    expect(await rows()).toBe(chunksInDatabase());
  });

  test("cancelling takes out what is not indexed yet, keeps what is, and keeps the old version of a changed file", async () => {
    const changed = write("b-changed.txt", "The old version.");
    await addAll();
    writeFileSync(changed, "The new version, which is never read.");
    write("a-quick.txt");
    write("c-hangs.txt");
    write("d-later.txt");
    const held = extractor.hold("b-changed");
    const { jobId } = fixture.library.add({
      workspaceId: fixture.workspaceId,
      paths: [files],
    });
    await held.reached;
    const job = await fixture.library.cancelJob(jobId);
    expect(job.state).toBe("cancelled");
    const names = listed()
      .documents.filter(({ status }) => status === "indexed")
      .map(({ name }) => name);
    expect(names).toContain("b-changed.txt");
    expect(listed().counts).toMatchObject({ queued: 0, working: 0, failed: 0 });
    const old = listed().documents.find(({ name }) => name === "b-changed.txt");
    expect(fixture.documents.text(old?.id ?? "").text).toBe("The old version.");
    held.release();
    await addAll();
    expect(listed().counts.indexed).toBe(4);
    expect(fixture.documents.text(old?.id ?? "").text).toContain("never read");
    expect(await rows()).toBe(chunksInDatabase());
  });

  test("a full disk pauses the job with the reason, and resuming loses nothing", async () => {
    write("file.txt");
    embedder.failures.push(new AppError("disk-full", "No space."));
    const { jobId } = fixture.library.add({
      workspaceId: fixture.workspaceId,
      paths: [files],
    });
    const paused = await fixture.reached(jobId, "paused");
    expect(paused.error?.code).toBe("disk-full");
    await fixture.library.resumeJob(jobId);
    const done = await fixture.reached(jobId, "done");
    expect(done).toMatchObject({ done: 1, error: null });
    expect(await rows()).toBe(chunksInDatabase());
  });

  test("jobs that could not even be paused are not shown as stopped once the work goes on", async () => {
    const triggers = ["documents", "jobs"];
    for (const table of triggers)
      fixture.database.run(
        `CREATE TRIGGER refuse_${table} BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(FAIL, 'no'); END`,
      );
    write("a.txt");
    const first = fixture.library.add({
      workspaceId: fixture.workspaceId,
      paths: [files],
    });
    await fixture.reached(first.jobId, "paused");
    for (const table of triggers)
      fixture.database.run(`DROP TRIGGER refuse_${table}`);
    const { release } = extractor.hold("hang");
    const { jobId } = fixture.library.add({
      workspaceId: fixture.workspaceId,
      paths: [write("hang.txt")],
    });
    expect(await fixture.reached(jobId, "running")).toMatchObject({
      error: null,
    });
    release();
    await fixture.reached(jobId, "done");
  });

  test("the embed worker's death loses and doubles nothing", async () => {
    for (let number = 0; number < 10; number += 1) write(`file-${number}.txt`);
    for (let times = 0; times < 3; times += 1)
      embedder.failures.push(new AppError("worker-crashed", "It died."));
    await addAll();
    expect(listed().counts.indexed).toBe(10);
    expect(await rows()).toBe(chunksInDatabase());
  });

  test("a write to the index that fails half-way leaves nothing behind", async () => {
    await fixture.close();
    let failures = 1;
    fixture = open((real) => ({
      ...real,
      open: async (key) => {
        const table = await real.open(key);
        return {
          key: table.key,
          replace: async (ids, all) => {
            await table.replace(ids, all);
            if (failures-- > 0) throw new AppError("disk-full", "No space.");
          },
          remove: (ids) => table.remove(ids),
          searchWords: (query, k) => table.searchWords(query, k),
          searchVector: (vector, k) => table.searchVector(vector, k),
          countRows: () => table.countRows(),
          check: () => table.check(),
          optimize: () => table.optimize(),
        };
      },
    }));
    fixture.library.recover();
    write("file.txt");
    const { jobId } = fixture.library.add({
      workspaceId: fixture.workspaceId,
      paths: [files],
    });
    await fixture.reached(jobId, "paused");
    await fixture.library.cancelJob(jobId);
    await fixture.library.remove({
      workspaceId: fixture.workspaceId,
      documentIds: [],
    });
    expect(listed().counts.total).toBe(0);
    expect(await rows()).toBe(0);
  });

  test("a job goes on after closing in the middle", async () => {
    for (let number = 0; number < 10; number += 1) write(`file-${number}.txt`);
    const held = extractor.hold("file-5");
    const { jobId } = fixture.library.add({
      workspaceId: fixture.workspaceId,
      paths: [files],
    });
    await held.reached;
    await fixture.close();
    held.release();
    fixture = open();
    fixture.library.recover();
    expect(await fixture.reached(jobId, "done")).toMatchObject({
      done: 10,
      total: 10,
      failed: 0,
    });
    expect(await rows()).toBe(chunksInDatabase());
  });
});

describe("removing and retrying", () => {
  test("removed documents leave the index and the database, and their files stay", async () => {
    write("a.txt");
    write("b.txt");
    await addAll();
    const [first] = listed().documents;
    await fixture.library.remove({
      workspaceId: fixture.workspaceId,
      documentIds: [first?.id ?? ""],
    });
    expect(listed().counts.total).toBe(1);
    expect(await rows()).toBe(chunksInDatabase());
    expect(() => fixture.documents.text(first?.id ?? "")).toThrow(AppError);
  });

  test("removing a document that is being read leaves no trace of it", async () => {
    write("held.txt");
    const held = extractor.hold("held");
    const { jobId } = fixture.library.add({
      workspaceId: fixture.workspaceId,
      paths: [files],
    });
    await held.reached;
    const [only] = listed().documents;
    await fixture.library.remove({
      workspaceId: fixture.workspaceId,
      documentIds: [only?.id ?? ""],
    });
    held.release();
    await fixture.reached(jobId, "done");
    expect(listed().counts.total).toBe(0);
    expect(await rows()).toBe(0);
  });

  test("a failed document is tried again, and cancelling that leaves it failed", async () => {
    const path = write("empty.txt", " ");
    await addAll();
    const [failed] = listed().documents;
    const held = extractor.hold("empty");
    const first = fixture.library.retry({
      workspaceId: fixture.workspaceId,
      documentIds: [failed?.id ?? ""],
    });
    await held.reached;
    await fixture.library.cancelJob(first.jobId);
    expect(listed().documents[0]).toMatchObject({
      status: "failed",
      reason: { code: "no-text" },
    });
    held.release();
    writeFileSync(path, "Now there are words.");
    const second = fixture.library.retry({
      workspaceId: fixture.workspaceId,
      documentIds: [failed?.id ?? ""],
    });
    expect(await fixture.reached(second.jobId, "done")).toMatchObject({
      done: 1,
      total: 1,
      failed: 0,
      label: "empty.txt",
    });
    expect(listed().documents[0]).toMatchObject({
      status: "indexed",
      reason: null,
    });
  });
});

describe("changing the model", () => {
  async function rebuilt() {
    await fixture.seen(
      (event) =>
        event.type === "jobs" &&
        event.jobs.some(
          ({ kind, state }) => kind === "rebuild" && state === "done",
        ),
    );
  }

  test("a model that appears builds a new index from the stored text, and drops the old", async () => {
    embedder.use(null);
    const path = write("a.txt");
    write("b.txt");
    await addAll();
    rmSync(path);
    extractor.read.length = 0;
    embedder.use(smallModel);
    await fixture.library.checkIndexes();
    await rebuilt();
    expect(extractor.read).toEqual([]);
    expect(fixture.workspaces.activeIndex(fixture.workspaceId)).toMatchObject({
      embeddingModelId: "small",
      dimension: 8,
    });
    expect(await rows()).toBe(chunksInDatabase());
    await fixture.close();
    fixture = open();
    expect(await fixture.index.list(fixture.workspaceId)).toHaveLength(1);
  });

  test("a rebuild goes on after closing in the middle, searches read the old index until then, and new files wait", async () => {
    for (let number = 0; number < 5; number += 1) write(`file-${number}.txt`);
    await addAll();
    const before = fixture.workspaces.activeIndex(fixture.workspaceId);
    embedder.use({ id: "other", dimension: 4, maxTokens: 128 });
    embedder.failures.push(new AppError("disk-full", "No space."));
    await fixture.library.checkIndexes();
    await fixture.seen(
      (event) =>
        event.type === "jobs" &&
        event.jobs.some(
          ({ kind, state }) => kind === "rebuild" && state === "paused",
        ),
    );
    expect(fixture.workspaces.activeIndex(fixture.workspaceId)).toEqual(before);
    const rebuild = fixture.library
      .jobs()
      .find(({ kind }) => kind === "rebuild");
    write("new.txt");
    const { jobId } = fixture.library.add({
      workspaceId: fixture.workspaceId,
      paths: [files],
    });
    await fixture.close();
    fixture = open();
    fixture.library.recover();
    await fixture.library.resumeJob(rebuild?.id ?? "");
    await fixture.reached(jobId, "done");
    expect(fixture.workspaces.activeIndex(fixture.workspaceId)).toMatchObject({
      embeddingModelId: "other",
    });
    expect(listed().counts.indexed).toBe(6);
    expect(await rows()).toBe(chunksInDatabase());
    expect(await fixture.index.list(fixture.workspaceId)).toHaveLength(1);
  });

  test("a model that is away for a while costs nothing: its index stays", async () => {
    write("a.txt");
    await addAll();
    embedder.use(null);
    await fixture.library.checkIndexes();
    expect(fixture.workspaces.activeIndex(fixture.workspaceId)).toMatchObject({
      embeddingModelId: "small",
    });
  });

  const folders = (name: string) =>
    readdirSync(join(temporary.path, "data", "index"), { recursive: true })
      .map((path) => join(temporary.path, "data", "index", String(path)))
      .filter((path) => basename(path) === name);
  test.each([
    ["its folder", () => [join(temporary.path, "data", "index")]],
    ["its rows' files", () => folders("data")],
    ["its versions", () => folders("_versions")],
    ["its words' files", () => folders("part_0_invert.lance")],
  ])(
    "an index that lost %s is built again at the next start",
    async (_what, lost) => {
      write("a.txt");
      await addAll();
      await fixture.close();
      for (const path of lost()) rmSync(path, { recursive: true });
      fixture = open();
      fixture.library.recover();
      await rebuilt();
      expect(await rows()).toBe(chunksInDatabase());
      expect(await rows()).toBeGreaterThan(0);
    },
  );
});
