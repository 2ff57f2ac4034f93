import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { IndexingHarness } from "../../support/indexing-harness.ts";

let at: IndexingHarness;

beforeEach(() => {
  at = new IndexingHarness();
});
afterEach(() => at.close());

function folderOf(name: string, ...files: string[]): string {
  const folder = join(at.temporary.path, name);
  mkdirSync(folder);
  for (const file of files) writeFileSync(join(folder, file), `In ${file}.`);
  return folder;
}

describe("an interruption of one job", () => {
  test.each(["pause", "cancel"] as const)(
    "%s leaves the file that another job is reading in its parser's hands",
    async (interruption) => {
      const held = at.extractor.hold("slow");
      const slow = at.add([folderOf("one", "slow.txt")]);
      await held.reached;
      const other = at.add([folderOf("two", "a.txt", "b.txt")]);
      await at.fixture.reached(other.jobId, "running");
      await at.fixture.jobs[interruption](other.jobId);
      expect(at.listed().counts.working).toBe(1);
      held.release();
      await at.fixture.reached(slow.jobId, "done");
      expect(
        at.extractor.read.filter((path) => path.includes("slow")),
      ).toHaveLength(1);
    },
  );

  test("a job that is resumed does not disturb the one that runs, and both end complete", async () => {
    const paused = at.add([folderOf("one", "a.txt", "b.txt", "c.txt")]);
    await at.fixture.jobs.pause(paused.jobId);
    const held = at.extractor.hold("slow");
    const slow = at.add([folderOf("two", "slow.txt")]);
    await held.reached;
    await at.fixture.jobs.resume(paused.jobId);
    held.release();
    await at.fixture.reached(paused.jobId, "done");
    await at.fixture.reached(slow.jobId, "done");
    expect(
      at.extractor.read.filter((path) => path.includes("slow")),
    ).toHaveLength(1);
    expect(at.listed().counts).toMatchObject({ total: 4, indexed: 4 });
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  test("what is let go while it is embedded is read again on resuming, and written once", async () => {
    const { embed } = at.embedder;
    const reached = Promise.withResolvers<void>();
    const going = Promise.withResolvers<void>();
    at.embedder.embed = async (texts, options) => {
      reached.resolve();
      await going.promise;
      return embed(texts, options);
    };
    const { jobId } = at.add([folderOf("one", "a.txt", "b.txt")]);
    await reached.promise;
    await at.fixture.jobs.pause(jobId);
    expect(at.listed().counts).toMatchObject({ queued: 2, working: 0 });
    const resumed = at.fixture.jobs.resume(jobId);
    going.resolve();
    await resumed;
    expect(await at.fixture.reached(jobId, "done")).toMatchObject({
      done: 2,
      failed: 0,
    });
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });
});
