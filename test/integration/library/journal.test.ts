import { afterEach, beforeEach, expect, test } from "vitest";
import { DocumentLifecycle } from "#core/library/documents/document-lifecycle.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { indexFailingOnce } from "../../support/index-failing-once.ts";
import { IndexingHarness } from "../../support/indexing-harness.ts";

let at: IndexingHarness;

beforeEach(() => {
  at = new IndexingHarness();
});
afterEach(() => at.close());

test("a batch that was written in part is journalled: its rows go although its document stays", async () => {
  await at.fixture.close();
  let written = 0;
  at.fixture = at.open({
    index: (real) =>
      indexFailingOnce(real, async (table) => {
        written = await table.countRows();
      }),
  });
  at.fixture.library.recover();
  at.write("file.txt");
  const { jobId } = at.add();
  await at.fixture.reached(jobId, "paused");
  expect(written).toBeGreaterThan(0);
  // Any call that clears the journal; nothing is removed by it
  await at.fixture.library.remove({
    workspaceId: at.fixture.workspaceId,
    documentIds: [],
  });
  expect(await at.rows()).toBe(0);
  expect(at.listed().counts.total).toBe(1);
});

test("documents that were being written at a crash are journalled at the next start, and count as nowhere", async () => {
  at.write("file.txt");
  await at.addAll();
  const { database } = at.fixture;
  // As a process leaves them that is killed between the rows of a new version and its transaction
  database.run("UPDATE documents SET status = 'embedding', is_in_hand = 1");
  const [document] = new DocumentLifecycle(
    database,
    systemClock,
    1,
  ).putBackAfterCrash();
  expect(document).toBeUndefined();
  expect(database.all("SELECT document_id FROM stale_rows")).toHaveLength(1);
  expect(
    database.all("SELECT status, attempts, index_key, chunks FROM documents"),
  ).toEqual([{ status: "queued", attempts: 1, index_key: null, chunks: 0 }]);
});
