import { writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "#contract/errors.ts";
import { indexFailingOnce } from "../../support/index-failing-once.ts";
import { IndexingHarness } from "../../support/indexing-harness.ts";

let at: IndexingHarness;

beforeEach(() => {
  at = new IndexingHarness();
});
afterEach(() => at.close());

describe("stopping", () => {
  test("pausing works while a file hangs, and resuming goes on with it", async () => {
    at.write("a.txt");
    at.write("hangs.txt");
    const held = at.extractor.hold("hangs");
    const { jobId } = at.add();
    await held.reached;
    expect((await at.fixture.jobs.pause(jobId)).state).toBe("paused");
    expect(at.listed().counts.working).toBe(0);
    held.release();
    await at.fixture.jobs.resume(jobId);
    expect(await at.fixture.reached(jobId, "done")).toMatchObject({
      done: 2,
      failed: 0,
    });
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  test("cancelling takes out what is not indexed yet, keeps what is, and keeps the old version of a changed file", async () => {
    const changed = at.write("b-changed.txt", "The old version.");
    await at.addAll();
    writeFileSync(changed, "The new version, which is never read.");
    at.write("a-quick.txt");
    at.write("c-hangs.txt");
    at.write("d-later.txt");
    const held = at.extractor.hold("b-changed");
    const { jobId } = at.add();
    await held.reached;
    const job = await at.fixture.jobs.cancel(jobId);
    expect(job.state).toBe("cancelled");
    const names = at
      .listed()
      .documents.filter(({ status }) => status === "indexed")
      .map(({ name }) => name);
    expect(names).toContain("b-changed.txt");
    expect(at.listed().counts).toMatchObject({
      queued: 0,
      working: 0,
      failed: 0,
    });
    const old = at
      .listed()
      .documents.find(({ name }) => name === "b-changed.txt");
    expect(at.fixture.documents.text(old?.id ?? "").text).toBe(
      "The old version.",
    );
    held.release();
    await at.addAll();
    expect(at.listed().counts.indexed).toBe(4);
    expect(at.fixture.documents.text(old?.id ?? "").text).toContain(
      "never read",
    );
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  test("a full disk pauses the job with the reason, and resuming loses nothing", async () => {
    at.write("file.txt");
    at.embedder.failures.push(new AppError("disk-full", "No space."));
    const { jobId } = at.add();
    const paused = await at.fixture.reached(jobId, "paused");
    expect(paused.error?.code).toBe("disk-full");
    await at.fixture.jobs.resume(jobId);
    const done = await at.fixture.reached(jobId, "done");
    expect(done).toMatchObject({ done: 1, error: null });
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  test("jobs that could not even be paused are not shown as stopped once the work goes on", async () => {
    // Not started yet, so that just one run meets the refusal: a second would pause what is added below
    await at.fixture.close();
    at.fixture = at.open();
    const triggers = ["documents", "jobs"];
    for (const table of triggers)
      at.fixture.database.run(
        `CREATE TRIGGER refuse_${table} BEFORE UPDATE ON ${table} BEGIN SELECT RAISE(FAIL, 'no'); END`,
      );
    at.write("a.txt");
    const first = at.add();
    await at.fixture.reached(first.jobId, "paused");
    for (const table of triggers)
      at.fixture.database.run(`DROP TRIGGER refuse_${table}`);
    const { release } = at.extractor.hold("hang");
    const { jobId } = at.fixture.library.add({
      workspaceId: at.fixture.workspaceId,
      paths: [at.write("hang.txt")],
    });
    expect(await at.fixture.reached(jobId, "running")).toMatchObject({
      error: null,
    });
    release();
    await at.fixture.reached(jobId, "done");
  });

  test("the embed worker's death loses and doubles nothing", async () => {
    for (let number = 0; number < 10; number += 1)
      at.write(`file-${number}.txt`);
    for (let times = 0; times < 3; times += 1)
      at.embedder.failures.push(new AppError("worker-crashed", "It died."));
    await at.addAll();
    expect(at.listed().counts.indexed).toBe(10);
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  test("a write to the index that fails half-way leaves nothing behind", async () => {
    await at.fixture.close();
    at.fixture = at.open({ index: indexFailingOnce });
    at.fixture.library.recover();
    at.write("file.txt");
    const { jobId } = at.add();
    await at.fixture.reached(jobId, "paused");
    await at.fixture.jobs.cancel(jobId);
    await at.fixture.library.remove({
      workspaceId: at.fixture.workspaceId,
      documentIds: [],
    });
    expect(at.listed().counts.total).toBe(0);
    expect(await at.rows()).toBe(0);
  });

  test("a job goes on after closing in the middle", async () => {
    for (let number = 0; number < 10; number += 1)
      at.write(`file-${number}.txt`);
    const held = at.extractor.hold("file-5");
    const { jobId } = at.add();
    await held.reached;
    await at.fixture.close();
    held.release();
    at.fixture = at.open();
    at.fixture.library.recover();
    expect(await at.fixture.reached(jobId, "done")).toMatchObject({
      done: 10,
      total: 10,
      failed: 0,
    });
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });
});
