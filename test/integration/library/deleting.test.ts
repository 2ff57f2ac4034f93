import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Conversations } from "#core/chat/conversations.ts";
import { Deletions } from "#core/library/removing/deletions.ts";
import { Workspaces } from "#core/workspaces/workspaces.ts";
import { copiesOfLibrary, isCopyIn } from "#engine/copies-of-library.ts";
import { systemClock } from "#native/files/system-clock.ts";
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

function filesWith(word: string): string[] {
  return readdirSync(at.fixture.folder, {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(word));
}

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
  expect(filesWith(secret)).toContain(path);
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
  expect(filesWith(secret)).toEqual([]);
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
    expect(filesWith(secret)).toEqual([]);
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

// Would catch: a document whose file is gone, of which nobody who keeps something of it hears
test("a file that is gone at the next walk is told, and its words are erased", async () => {
  const path = at.write("letter.txt", `The ${secret} must never be told.`);
  at.write("other.txt");
  await at.addAll();
  rmSync(path);
  await at.addAll();
  await erased();
  expect(told).toEqual([path]);
  expect(filesWith(secret)).toEqual([]);
});

// Would catch: copies that are thrown away for a deletion that the database took back
test("a deletion whose transaction fails is told to nobody", async () => {
  at.write("letter.txt");
  await at.addAll();
  const { database: db, jobs, workspaceId } = at.fixture;
  const documentsRemoved = vi.fn();
  const deletions = new Deletions({
    db,
    log: silentLog,
    jobs: jobs.store,
    events: { documentsRemoved },
    eraser: { erase: async () => undefined },
  });
  deletions.onDeleted((paths) => told.push(...paths));
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
