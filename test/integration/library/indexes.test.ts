import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "#contract/errors.ts";
import { smallModel } from "../../support/fake-embedder.ts";
import { IndexingHarness } from "../../support/indexing-harness.ts";

let at: IndexingHarness;

beforeEach(() => {
  at = new IndexingHarness();
});
afterEach(() => at.close());

describe("removing and retrying", () => {
  test("removed documents leave the index and the database, and their files stay", async () => {
    at.write("a.txt");
    at.write("b.txt");
    await at.addAll();
    const [first] = at.listed().documents;
    await at.fixture.library.remove({
      workspaceId: at.fixture.workspaceId,
      documentIds: [first?.id ?? ""],
      isFinal: true,
    });
    expect(at.listed().counts.total).toBe(1);
    expect(await at.rows()).toBe(at.chunksInDatabase());
    expect(() => at.fixture.documents.text(first?.id ?? "")).toThrow(AppError);
  });

  test("removing a document that is being read leaves no trace of it", async () => {
    at.write("held.txt");
    const held = at.extractor.hold("held");
    const { jobId } = at.add();
    await held.reached;
    const [only] = at.listed().documents;
    await at.fixture.library.remove({
      workspaceId: at.fixture.workspaceId,
      documentIds: [only?.id ?? ""],
      isFinal: true,
    });
    held.release();
    await at.fixture.reached(jobId, "done");
    expect(at.listed().counts.total).toBe(0);
    expect(await at.rows()).toBe(0);
  });

  test("a failed document is tried again, and cancelling that leaves it failed", async () => {
    const path = at.write("empty.txt", " ");
    await at.addAll();
    const [failed] = at.listed().documents;
    const held = at.extractor.hold("empty");
    const first = at.fixture.library.retry({
      workspaceId: at.fixture.workspaceId,
      documentIds: [failed?.id ?? ""],
    });
    await held.reached;
    await at.fixture.jobs.cancel(first.jobId);
    expect(at.listed().documents[0]).toMatchObject({
      status: "failed",
      reason: { code: "no-text" },
    });
    held.release();
    writeFileSync(path, "Now there are words.");
    const second = at.fixture.library.retry({
      workspaceId: at.fixture.workspaceId,
      documentIds: [failed?.id ?? ""],
    });
    expect(await at.fixture.reached(second.jobId, "done")).toMatchObject({
      done: 1,
      total: 1,
      failed: 0,
      label: "empty.txt",
    });
    expect(at.listed().documents[0]).toMatchObject({
      status: "indexed",
      reason: null,
    });
  });
});

describe("changing the model", () => {
  async function rebuilt() {
    await at.fixture.seen(
      (event) =>
        event.type === "jobs" &&
        event.jobs.some(
          ({ kind, state }) => kind === "rebuild" && state === "done",
        ),
    );
  }

  test("a model that appears builds a new index from the stored text, and drops the old", async () => {
    at.embedder.use(null);
    const path = at.write("a.txt");
    at.write("b.txt");
    await at.addAll();
    rmSync(path);
    at.extractor.read.length = 0;
    at.embedder.use(smallModel);
    await at.fixture.library.checkIndexes();
    await rebuilt();
    expect(at.extractor.read).toEqual([]);
    expect(
      at.fixture.workspaces.activeIndex(at.fixture.workspaceId),
    ).toMatchObject({
      embeddingModelId: "small",
      dimension: 8,
    });
    expect(await at.rows()).toBe(at.chunksInDatabase());
    await at.fixture.close();
    at.fixture = at.open();
    expect(await at.fixture.index.list(at.fixture.workspaceId)).toHaveLength(1);
  });

  test("a rebuild goes on after closing in the middle, searches read the old index until then, and new files wait", async () => {
    for (let number = 0; number < 5; number += 1)
      at.write(`file-${number}.txt`);
    await at.addAll();
    const before = at.fixture.workspaces.activeIndex(at.fixture.workspaceId);
    at.embedder.use({ id: "other", dimension: 4, maxTokens: 128 });
    at.embedder.failures.push(new AppError("disk-full", "No space."));
    await at.fixture.library.checkIndexes();
    await at.fixture.seen(
      (event) =>
        event.type === "jobs" &&
        event.jobs.some(
          ({ kind, state }) => kind === "rebuild" && state === "paused",
        ),
    );
    expect(at.fixture.workspaces.activeIndex(at.fixture.workspaceId)).toEqual(
      before,
    );
    const rebuild = at.fixture.jobs
      .list()
      .find(({ kind }) => kind === "rebuild");
    at.write("new.txt");
    const { jobId } = at.add();
    await at.fixture.close();
    at.fixture = at.open();
    at.fixture.library.recover();
    await at.fixture.jobs.resume(rebuild?.id ?? "");
    await at.fixture.reached(jobId, "done");
    expect(
      at.fixture.workspaces.activeIndex(at.fixture.workspaceId),
    ).toMatchObject({
      embeddingModelId: "other",
    });
    expect(at.listed().counts.indexed).toBe(6);
    expect(await at.rows()).toBe(at.chunksInDatabase());
    expect(await at.fixture.index.list(at.fixture.workspaceId)).toHaveLength(1);
  });

  test("a model that is away for a while costs nothing: its index stays", async () => {
    at.write("a.txt");
    await at.addAll();
    at.embedder.use(null);
    await at.fixture.library.checkIndexes();
    expect(
      at.fixture.workspaces.activeIndex(at.fixture.workspaceId),
    ).toMatchObject({
      embeddingModelId: "small",
    });
  });

  const folders = (name: string) =>
    readdirSync(join(at.temporary.path, "data", "index"), { recursive: true })
      .map((path) => join(at.temporary.path, "data", "index", String(path)))
      .filter((path) => basename(path) === name);
  test.each([
    ["its folder", () => [join(at.temporary.path, "data", "index")]],
    ["its rows' files", () => folders("data")],
    ["its versions", () => folders("_versions")],
    ["its words' files", () => folders("part_0_invert.lance")],
  ])(
    "an index that lost %s is built again at the next start",
    async (_what, lost) => {
      at.write("a.txt");
      await at.addAll();
      await at.fixture.close();
      for (const path of lost()) rmSync(path, { recursive: true });
      at.fixture = at.open();
      at.fixture.library.recover();
      await rebuilt();
      expect(await at.rows()).toBe(at.chunksInDatabase());
      expect(await at.rows()).toBeGreaterThan(0);
    },
  );
});
