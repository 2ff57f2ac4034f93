import { expect, test } from "vitest";
import { JobStore } from "#core/jobs/job-store.ts";
import { DocumentLifecycle } from "#core/library/documents/document-lifecycle.ts";
import { DocumentTable } from "#core/library/documents/document-table.ts";
import { RebuildStore } from "#core/library/indexes/rebuild-store.ts";
import { DocumentQueue } from "#core/library/indexing/document-queue.ts";
import { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { testDatabase } from "../../support/test-database.ts";

function library() {
  const db = testDatabase();
  const workspaceId = new WorkspaceStore(db, systemClock).default().id;
  const jobs = new JobStore(db, systemClock);
  const table = new DocumentTable(db);
  const store = new DocumentLifecycle(db, systemClock, 1);
  const queue = new DocumentQueue(
    { jobs, store, rebuilds: new RebuildStore(db) },
    null,
  );
  const jobOf = (
    kind: "index" | "rebuild",
    names: readonly string[],
    isSuspect = false,
  ) => {
    const total = { files: names.length, bytes: names.length };
    const job = { workspaceId, kind, label: kind, paths: [], total };
    const { id: jobId } = jobs.create(job);
    for (const name of names) {
      const id = table.insert({
        workspaceId,
        jobId,
        path: `/a/${name}`,
        name,
        sizeBytes: name.startsWith("large") ? 100_000 : 1,
        modifiedMs: 1,
        status: "queued",
        reason: null,
        addedAt: 1,
      });
      if (isSuspect) table.update([id], "attempts = 1");
      db.run(
        "INSERT INTO document_texts (document_id, text, blocks) VALUES (:id, 'text', '[]')",
        { id },
      );
    }
    return jobId;
  };
  const next = (isIdle = false) => {
    const id = queue.next({ isIdle })?.document.id;
    return id === undefined
      ? null
      : db.get("SELECT name FROM documents WHERE id = :id", { id })?.["name"];
  };
  const inHand = () =>
    db
      .all("SELECT name FROM documents WHERE is_in_hand = 1 ORDER BY rowid")
      .map((row) => row["name"]);
  return { queue, jobOf, next, inHand };
}

// Would catch: one file that waits behind the fifty thousand of the folder that was added before it
test("jobs take turns, a document each", () => {
  const { jobOf, next } = library();
  jobOf("index", ["a1", "a2", "a3"]);
  jobOf("index", ["b1"]);
  jobOf("index", ["c1", "c2"]);
  const taken = Array.from({ length: 7 }, () => next());
  expect(taken).toEqual(["a1", "b1", "c1", "a2", "c2", "a3", null]);
});

// Would catch: a harmless file in hand beside the one that ends Hearth, and blamed for it
test("what was in hand at an unexpected end comes last, and alone", () => {
  const { jobOf, next } = library();
  jobOf("index", ["suspect 1", "suspect 2"], true);
  jobOf("index", ["fine"]);
  expect([next(true), next()]).toEqual(["fine", null]);
  expect(next(true)).toBe("suspect 1");
  jobOf("index", ["later"]);
  expect(next()).toBeNull();
  expect([next(true), next()]).toEqual(["later", null]);
  expect(next(true)).toBe("suspect 2");
});

// Would catch: a rebuild that leaves out what was let go when it was paused, and says that it is done
test("a rebuild goes through what is left, each once and in hand, and from the first one when it is begun anew", () => {
  const { queue, jobOf, next, inHand } = library();
  const jobId = jobOf("rebuild", ["a", "b"]);
  expect([next(), next(), next()]).toEqual(["a", "b", null]);
  expect(inHand()).toEqual(["a", "b"]);
  queue.startAnew(jobId);
  expect(next()).toBe("a");
});

// Would catch: a document that no search finds after another model came, although the rebuild says that it is done
test("a suspect of a rebuild comes although its place was passed", () => {
  const { jobOf, next } = library();
  jobOf("index", ["suspect"], true);
  jobOf("rebuild", ["fine"]);
  expect([next(true), next(), next(true)]).toEqual(["fine", null, "suspect"]);
});

// Would catch: a small file that waits for a large one of its group, or one file behind all small ones of a folder
test("small files are taken together, at most sixteen of them, and a large one ends the group", () => {
  const { queue, jobOf } = library();
  const group = () =>
    queue.nextGroup({ isIdle: true }).map(({ document }) => document.name);
  jobOf("index", ["a", "b", "large", "c"]);
  expect(group()).toEqual(["a", "b", "large"]);
  expect(group()).toEqual(["c"]);
  expect(group()).toEqual([]);
  jobOf(
    "index",
    Array.from({ length: 20 }, (_, at) => `many ${at}`),
  );
  jobOf("index", ["other"]);
  const first = group();
  expect(first).toHaveLength(16);
  expect(first).toContain("other");
});

// Would catch: harmless files in hand beside the one that ends Hearth, because all of them are small
test("what was in hand at an unexpected end is never in a group", () => {
  const { queue, jobOf } = library();
  const group = () =>
    queue.nextGroup({ isIdle: true }).map(({ document }) => document.name);
  jobOf("index", ["suspect 1", "suspect 2"], true);
  jobOf("index", ["fine 1", "fine 2"]);
  expect(group()).toEqual(["fine 1", "fine 2"]);
  expect([group(), group(), group()]).toEqual([
    ["suspect 1"],
    ["suspect 2"],
    [],
  ]);
});
