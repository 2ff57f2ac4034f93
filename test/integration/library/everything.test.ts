import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Conversations } from "#core/chat/conversations.ts";
import { LibrarySearch } from "#core/library/search/library-search.ts";
import { Workspaces } from "#core/workspaces/workspaces.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { IndexingHarness } from "../../support/indexing-harness.ts";
import { silentLog } from "../../support/library-fixture.ts";

let at: IndexingHarness;
beforeEach(() => {
  at = new IndexingHarness();
});
afterEach(() => at.close());

const { signal } = new AbortController();
const padding =
  "It stands in the cellar beside the stairs and hums on cold mornings. ".repeat(
    12,
  );

/** Sixty texts about one boiler, one of which names a warranty; and three short ones about its warranty. */
const many = Array.from(
  { length: 60 },
  (_, index) => `The boiler, day ${index}. ${padding}`,
);
many[7] = `The boiler, day seven. ${padding} A warranty of the radio lies here.`;
const few = [
  "The boiler warranty ends in October 2027.",
  "Warranty of the roof: ten years, boiler room included.",
  "The boiler is covered by the warranty of its maker.",
];

async function addTo(workspaceId: string, folder: string, texts: string[]) {
  const path = join(at.temporary.path, folder);
  mkdirSync(path, { recursive: true });
  for (const [index, text] of texts.entries())
    writeFileSync(join(path, `${folder}-${index}.txt`), text);
  const { jobId } = at.fixture.library.add({ workspaceId, paths: [path] });
  await at.fixture.reached(jobId, "done");
}

function everything() {
  const { fixture, embedder } = at;
  const search = new LibrarySearch({ ...fixture, embedder, log: silentLog });
  return (query: string, mode: "keyword" | "hybrid" = "keyword") =>
    search.run(
      {
        workspaceId: fixture.workspaceId,
        scope: "everything",
        query,
        mode,
        k: 10,
      },
      { signal },
    );
}

function managed() {
  const { database, hub, workspaces, index, jobs, library } = at.fixture;
  return new Workspaces({
    db: database,
    hub,
    store: workspaces,
    index,
    isCopy: () => false,
    jobs,
    library,
    conversations: new Conversations({
      db: database,
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
}

const tablesOnDisk = () =>
  readdirSync(join(at.fixture.folder, "index")).filter((name) =>
    name.endsWith(".lance"),
  );

describe("everything", () => {
  test("ranks the passages of all workspaces by one measure, whatever is rare in each, and each names its own", async () => {
    const house = at.fixture.workspaces.create("House").id;
    await addTo(at.fixture.workspaceId, "many", many);
    await addTo(house, "few", few);
    const { hits } = await everything()("boiler warranty");
    // In its own table "warranty" is rare in the long text and common in the short ones
    expect(hits.slice(0, 3).map(({ workspaceId }) => workspaceId)).toEqual([
      house,
      house,
      house,
    ]);
    expect(hits[3]).toMatchObject({
      name: "many-7.txt",
      workspaceId: at.fixture.workspaceId,
    });
  });

  test("searches by meaning over all tables, and is one workspace's search where only one has documents", async () => {
    at.fixture.workspaces.create("Empty");
    await addTo(at.fixture.workspaceId, "few", few);
    const search = new LibrarySearch({
      ...at.fixture,
      embedder: at.embedder,
      log: silentLog,
    });
    const asked = { workspaceId: at.fixture.workspaceId, query: few[0] ?? "" };
    const own = await search.run(
      { ...asked, mode: "hybrid", k: 3 },
      { signal },
    );
    const all = await search.run(
      { ...asked, scope: "everything", mode: "hybrid", k: 3 },
      { signal },
    );
    expect(all).toEqual(own);

    const other = at.fixture.workspaces.create("Other").id;
    await addTo(other, "other", ["Die Garantie des Kessels endet."]);
    const found = await everything()(
      "Die Garantie des Kessels endet",
      "hybrid",
    );
    expect(found.mode).toBe("hybrid");
    expect(found.hits[0]).toMatchObject({ workspaceId: other });
    expect(new Set(found.hits.map(({ workspaceId }) => workspaceId))).toEqual(
      new Set([other, at.fixture.workspaceId]),
    );
  });
});

describe("removing a workspace", () => {
  test("takes its documents, index, jobs and conversations, and nothing of the others", async () => {
    const { workspaces, library, database, documents } = at.fixture;
    const house = workspaces.create("House").id;
    await addTo(at.fixture.workspaceId, "few", few);
    await addTo(house, "house", ["The house has a roof."]);
    for (const [id, workspace] of [
      ["11111111-1111-4111-8111-111111111111", house],
      ["22222222-2222-4222-8222-222222222222", at.fixture.workspaceId],
    ] as const) {
      database.run(
        `INSERT INTO conversations (id, workspace_id, title, created_at, updated_at)
         VALUES (:id, :workspace, 'Roof', 1, 1)`,
        { id, workspace },
      );
      database.run(
        "INSERT INTO conversation_search (text, conversation_id, turn_id, kind) VALUES ('Roof', :id, NULL, 'title')",
        { id },
      );
    }
    // A file that is read for ever: the job would go on
    const held = at.extractor.hold("slow");
    const slow = at.write("slow.txt");
    const { jobId } = library.add({ workspaceId: house, paths: [slow] });
    await held.reached;
    expect(managed().contents(house)).toEqual({
      copies: 0,
      documents: 2,
      conversations: 1,
    });

    const removed = managed().remove(house);
    held.release();
    await removed;
    expect(workspaces.list().map(({ name }) => name)).toEqual(["Documents"]);
    expect(at.fixture.jobs.list().some(({ id }) => id === jobId)).toBe(false);
    expect(
      database.all("SELECT conversation_id FROM conversation_search"),
    ).toEqual([{ conversation_id: "22222222-2222-4222-8222-222222222222" }]);
    expect(documents.counts(at.fixture.workspaceId).indexed).toBe(3);
    expect(documents.counts(house).total).toBe(0);
    expect(tablesOnDisk()).toHaveLength(1);
    const { hits } = await everything()("roof");
    expect(hits.map(({ name }) => name)).toEqual(["few-1.txt"]);
  });

  test("is refused for the first one, and an index that a crash left behind goes at the next start", async () => {
    const { workspaces, database } = at.fixture;
    await expect(managed().remove(workspaces.default().id)).rejects.toThrow(
      "The first workspace can't be deleted.",
    );
    const house = workspaces.create("House").id;
    await addTo(house, "house", ["The house has a roof."]);
    await addTo(at.fixture.workspaceId, "few", few);
    database.run("DELETE FROM workspaces WHERE id = :house", { house });
    expect(tablesOnDisk()).toHaveLength(2);
    await managed().dropOrphans();
    expect(tablesOnDisk()).toHaveLength(1);
    expect((await everything()("boiler")).hits).not.toHaveLength(0);
  });
});
