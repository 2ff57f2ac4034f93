import { rmSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Conversations } from "#core/chat/conversations.ts";
import { DocumentLifecycle } from "#core/library/documents/document-lifecycle.ts";
import { IndexWriter } from "#core/library/indexes/index-writer.ts";
import { Deletions } from "#core/library/removing/deletions.ts";
import { Eraser } from "#core/library/removing/eraser.ts";
import { UnscrubbedIndexes } from "#core/library/removing/unscrubbed-indexes.ts";
import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import { Workspaces } from "#core/workspaces/workspaces.ts";
import { copiesOfLibrary, isCopyIn } from "#engine/copies-of-library.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { filesWith } from "../../support/files-with.ts";
import { IndexingHarness } from "../../support/indexing-harness.ts";
import { silentLog } from "../../support/library-fixture.ts";

let at: IndexingHarness;
let told: string[];

beforeEach(() => {
  at = new IndexingHarness();
  told = [];
  at.fixture.library.onDeleted((paths) => told.push(...paths));
});
afterEach(() => at.close());

const secret = "zanzibarquux";

const withSecret = () => filesWith(secret, at.fixture.folder);

const pathsInUse = () =>
  at.fixture.documents
    .paths()
    .union(new Set(at.fixture.jobs.store.waitingPaths()));

/** Adds a text that has no file but Hearth's own. */
async function addText(workspaceId: string, text: string) {
  const { folder: dataFolder, library } = at.fixture;
  const texts = await copiesOfLibrary({
    dataFolder,
    library,
    pathsInUse,
    log: silentLog,
  });
  const path = await texts.keep(text, "note");
  return { path, ...library.add({ workspaceId, paths: [path] }) };
}

/** What was deleted before is erased when this resolves: one comes after the other. */
const erased = () =>
  at.fixture.library.remove({
    workspaceId: at.fixture.workspaceId,
    documentIds: [],
    isFinal: true,
  });

// Would catch: a workspace that goes by the database's own cascade, which tells nobody and erases nothing
test("a workspace that is deleted leaves none of its words in any file, and no copy of a text", async () => {
  const { database: db, hub, workspaces, index, jobs, library } = at.fixture;
  const house = workspaces.create("House").id;
  const { jobId, path } = await addText(house, `The ${secret} is a zebra.`);
  await at.fixture.reached(jobId, "done");
  expect(withSecret()).toContain(path);
  const managed = new Workspaces({
    db,
    hub,
    store: workspaces,
    index,
    isCopy: isCopyIn(at.fixture.folder),
    jobs,
    library,
    conversations: new Conversations({
      db,
      clock: systemClock,
      hub,
      turns: {
        stop: async () => ({ stopped: false }),
        turnsOf: () => {
          throw new Error("not in this test");
        },
      },
    }),
  });
  // Would catch: "Your files stay where they are" of a text that Hearth alone has
  expect(managed.contents(house)).toMatchObject({ documents: 1, copies: 1 });
  await managed.remove(house);
  expect(withSecret()).toEqual([]);
  expect(told).toEqual([path]);
  expect(db.all("SELECT * FROM stale_rows")).toEqual([]);
});

// Would catch: a cancelled add that deletes its documents but not what Hearth made them of
test.each(["before its walk", "while it is read"])(
  "an add that is cancelled %s leaves no copy of its text",
  async (when) => {
    const held = at.extractor.hold("note");
    const { jobId, path } = await addText(
      at.fixture.workspaceId,
      `The ${secret} is a zebra.`,
    );
    if (when === "while it is read") await held.reached;
    await at.fixture.jobs.cancel(jobId);
    held.release();
    await erased();
    expect(told).toEqual([path]);
    expect(withSecret()).toEqual([]);
  },
);

// Would catch: the copy of one job that is thrown away although another has still to walk it, or a document is it
test("what another job has still to walk, or another workspace holds, stays", async () => {
  const { workspaces, jobs, library, workspaceId } = at.fixture;
  const house = workspaces.create("House").id;
  const { jobId, path } = await addText(workspaceId, "A shared text.");
  await at.fixture.reached(jobId, "done");
  const waiting = jobs.store.create({
    workspaceId: house,
    kind: "index",
    label: "note",
    paths: [path],
  });
  jobs.store.pause(waiting.id, null);
  const [only] = at.listed().documents;
  await library.remove({
    workspaceId,
    documentIds: [only?.id ?? ""],
    isFinal: true,
  });
  expect(told).toEqual([]);
  await jobs.cancel(waiting.id);
  await erased();
  expect(told).toEqual([path]);
});

// Would catch: the file of a document that another workspace still has, deleted with this one's
test("what is a document of another workspace too, or lies in a folder that a job has still to walk, stays", async () => {
  const { workspaces, jobs, library, workspaceId } = at.fixture;
  const house = workspaces.create("House").id;
  const path = at.write("letter.txt");
  await at.addAll([path]);
  const { jobId } = library.add({ workspaceId: house, paths: [path] });
  await at.fixture.reached(jobId, "done");
  const remove = (from: string) =>
    library.remove({
      workspaceId: from,
      documentIds: library
        .list({ workspaceId: from, offset: 0, limit: 10, filter: "" })
        .documents.map(({ id }) => id),
      isFinal: true,
    });
  expect((await remove(workspaceId)).removed).toBe(1);
  expect(told).toEqual([]);
  const waiting = jobs.store.create({
    workspaceId,
    kind: "index",
    label: "files",
    paths: [at.files],
  });
  jobs.store.pause(waiting.id, null);
  expect((await remove(house)).removed).toBe(1);
  expect(told).toEqual([]);
});

// Would catch: a document whose file is gone, of which nobody who keeps something of it hears
test("a file that is gone at the next walk is told, and its words are erased", async () => {
  const path = at.write("letter.txt", `The ${secret} must never be told.`);
  at.write("other.txt");
  await at.addAll();
  rmSync(path);
  await at.addAll();
  await erased();
  expect(told).toEqual([path]);
  expect(withSecret()).toEqual([]);
});

/** Deletions over the real database, told to `told`. */
function deletionsWith(parts: {
  documentsRemoved?: () => void;
  erase?: () => void;
}): Deletions {
  const { documentsRemoved = () => undefined, erase = () => undefined } = parts;
  const deletions = new Deletions({
    db: at.fixture.database,
    log: silentLog,
    jobs: at.fixture.jobs.store,
    events: { documentsRemoved },
    eraser: { erase: async () => erase() },
  });
  deletions.onDeleted((paths) => told.push(...paths));
  return deletions;
}

// Would catch: copies that are thrown away for a deletion that the database took back
test("a deletion whose transaction fails is told to nobody", async () => {
  at.write("letter.txt");
  await at.addAll();
  const { database: db, workspaceId } = at.fixture;
  const documentsRemoved = vi.fn();
  const deletions = deletionsWith({ documentsRemoved });
  const ids = at.listed().documents.map(({ id }) => id);
  expect(() =>
    db.transaction(() => {
      deletions.delete(workspaceId, ids);
      throw new Error("disk full");
    }),
  ).toThrow("disk full");
  await deletions.settle();
  expect(told).toEqual([]);
  expect(documentsRemoved).not.toHaveBeenCalled();
});

// Would catch: words that stay in the files when the time to undo a removal is over or a job gives up
test("a deletion that nobody waits for is told and erased all the same, once its transaction is over", async () => {
  const path = at.write("letter.txt");
  await at.addAll();
  const { database: db, library, workspaceId } = at.fixture;
  let erased = Promise.withResolvers<void>();
  const documentsRemoved = vi.fn();
  const deletions = deletionsWith({
    documentsRemoved,
    erase: () => erased.resolve(),
  });
  const ids = at.listed().documents.map(({ id }) => id);
  await library.remove({ workspaceId, documentIds: ids });
  db.transaction(() => deletions.delete(workspaceId, ids));
  expect(told).toEqual([]);
  await erased.promise;
  expect(told).toEqual([path]);
  // Of hidden documents clients were told when they were hidden
  expect(documentsRemoved).not.toHaveBeenCalled();
  erased = Promise.withResolvers();
  deletions.giveUpPaths(["/never/read.txt"]);
  await erased.promise;
  expect(told).toEqual([path, "/never/read.txt"]);
});

// Would catch: words left in an index for good because the disk was full, or Hearth ended, while they were erased
test("an index that could not be scrubbed is scrubbed with the next deletion, and the start knows of it", async () => {
  const { database: db, index, jobs, workspaceId } = at.fixture;
  let failures = 1;
  const scrubbed: string[] = [];
  const store = new DocumentLifecycle(db, systemClock, 1);
  const failing: ChunkIndex = {
    ...index,
    list: async (id) => {
      if (failures-- > 0) throw new Error("disk full");
      scrubbed.push(id);
      return [];
    },
  };
  const writer = new IndexWriter({ db, index, store, jobs: jobs.store });
  const eraser = new Eraser({ db, index: failing, writer, log: silentLog });
  const unscrubbed = new UnscrubbedIndexes(db);
  unscrubbed.add(workspaceId);
  await eraser.erase();
  expect(unscrubbed.all()).toEqual([workspaceId]);
  await eraser.erase();
  expect(scrubbed).toEqual([workspaceId]);
  expect(unscrubbed.all()).toEqual([]);
});
