import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "#contract/errors.ts";
import type { AppEvent } from "#contract/events.ts";
import { filesWith } from "../../support/files-with.ts";
import { IndexingHarness } from "../../support/indexing-harness.ts";
import { manualClock } from "../../support/manual-clock.ts";

let at: IndexingHarness;

beforeEach(() => {
  at = new IndexingHarness();
});
afterEach(() => at.close());

const secret = "zanzibarquux";

/** Files of the data folder whose raw bytes hold the word. */
const withWord = (word: string) => filesWith(word, at.fixture.folder);

async function addSecretAmong(others: number): Promise<string> {
  for (let number = 0; number < others; number += 1)
    at.write(`other-${number}.txt`);
  at.write("letter.txt", `The ${secret} must never be told.`);
  await at.addAll();
  const found = at.listed().documents.find(({ name }) => name === "letter.txt");
  return found?.id ?? "";
}

const removal = (id: string, isFinal: boolean) =>
  at.fixture.library.remove({
    workspaceId: at.fixture.workspaceId,
    documentIds: [id],
    isFinal,
  });

/** An event that tells of so many rebuilds that are over. */
const rebuilt = (count: number) => (event: AppEvent) =>
  event.type === "jobs" &&
  event.jobs.filter(({ kind, state }) => kind === "rebuild" && state === "done")
    .length === count;

async function rowsOf(documentId: string): Promise<number> {
  const { workspaces, workspaceId, index } = at.fixture;
  const key = workspaces.activeIndex(workspaceId);
  if (key === null) return 0;
  const table = await index.open(key);
  const rows = await table.searchWords(secret, 10);
  return rows.filter(({ chunk }) => chunk.documentId === documentId).length;
}

// Would catch: a link to it is a bug screen, for a summary has no state "removed"
test("a link to a document that was removed leads nowhere, as one to a file that the library has not", async () => {
  at.write("a.md", "Read [b](b.md) for the notice period.");
  at.write("b.md", "The notice period is three months.");
  await at.addAll();
  const { documents, library, workspaceId } = at.fixture;
  const [a, b] = ["a.md", "b.md"].map(
    (name) => at.listed().documents.find((one) => one.name === name)?.id ?? "",
  );
  expect(documents.linked(a ?? "", "b.md")?.id).toBe(b);
  await removal(b ?? "", false);
  expect(documents.linked(a ?? "", "b.md")).toBeNull();
  library.restore({ workspaceId, documentIds: [b ?? ""] });
  expect(documents.linked(a ?? "", "b.md")?.id).toBe(b);
});

describe("what is removed for good", () => {
  test.each([0, 40])(
    "can't be found in any byte of the data folder, with %i other documents",
    async (others) => {
      const id = await addSecretAmong(others);
      // A copy from before an update, which holds everything
      const backup = join(at.fixture.folder, "hearth.db.before-9.bak");
      writeFileSync(backup, `A copy with ${secret}.`);
      const before = withWord(secret);
      expect(before.some((path) => path.includes("hearth.db"))).toBe(true);
      expect(before.some((path) => path.includes("index"))).toBe(true);
      await removal(id, true);
      expect(withWord(secret)).toEqual([]);
      expect(at.listed().counts.total).toBe(others);
      expect(await at.rows()).toBe(at.chunksInDatabase());
    },
  );

  test("is erased at the next start where Hearth ended within the time to undo it", async () => {
    const id = await addSecretAmong(5);
    await removal(id, false);
    expect(withWord(secret)).not.toEqual([]);
    await at.fixture.close();
    expect(withWord(secret)).toEqual([]);
    at.fixture = at.open();
    at.fixture.library.recover();
    expect(at.listed().counts.total).toBe(5);
  });
});

// Would catch: what was removed keeps its name in the list of what was added, or as the name of a job
test("neither the name nor the path of what was removed for good is in any byte of the data folder", async () => {
  at.write("other.txt");
  await at.addAll();
  const folder = join(at.files, "quuxfolder");
  mkdirSync(folder);
  await at.addAll([folder, at.write("quuxfolder/quuxletter.txt")]);
  await at.addAll([join(folder, "quuxletter.txt")]);
  expect(withWord("quuxletter")).not.toEqual([]);
  const one = at.listed().documents.find(({ name }) => name.includes("quux"));
  await removal(one?.id ?? "", true);
  expect(withWord("quuxletter")).toEqual([]);
  expect(withWord("quuxfolder")).toEqual([]);
  expect(at.listed().counts.total).toBe(1);
});

// Would catch: a clock that was set back in that minute, after which the text stays until the next start or for ever
test.each([0, 30, 3_600_000])(
  "what was removed goes when its minute is over, with the wall clock %i ms behind by then",
  async (backMs) => {
    const id = await addSecretAmong(1);
    await at.fixture.close();
    const steady = manualClock();
    let wall = 1e12;
    at.fixture = at.open({ clock: { ...steady, now: () => wall } });
    await removal(id, false);
    wall += 60_000 - backMs;
    steady.advance(60_000);
    expect(at.fixture.documents.paths().size).toBe(1);
  },
);

test("a document that was brought back and removed again has its whole minute", async () => {
  const id = await addSecretAmong(1);
  await at.fixture.close();
  const clock = manualClock();
  at.fixture = at.open({ clock });
  const { workspaceId, library } = at.fixture;
  await removal(id, false);
  clock.advance(40_000);
  library.restore({ workspaceId, documentIds: [id] });
  await removal(id, false);
  clock.advance(40_000);
  expect(library.restore({ workspaceId, documentIds: [id] })).toEqual({
    restored: 1,
  });
});

describe("undoing a removal", () => {
  test("hides the document from lists, counts and texts at once, and brings it back as it was", async () => {
    const id = await addSecretAmong(2);
    const before = at.listed();
    const calls = at.embedder.calls.length;
    expect((await removal(id, false)).restorableUntil).toBeGreaterThan(
      Date.now(),
    );
    expect(at.listed().counts).toMatchObject({ total: 2, indexed: 2 });
    expect(() => at.fixture.documents.text(id)).toThrow(AppError);
    const undone = at.fixture.library.restore({
      workspaceId: at.fixture.workspaceId,
      documentIds: [id],
    });
    expect(undone).toEqual({ restored: 1 });
    expect(at.listed()).toEqual(before);
    expect(at.embedder.calls).toHaveLength(calls);
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  test("is still possible after another document was removed for good", async () => {
    const id = await addSecretAmong(2);
    await removal(id, false);
    const [other] = at.listed().documents;
    await removal(other?.id ?? "", true);
    const undone = at.fixture.library.restore({
      workspaceId: at.fixture.workspaceId,
      documentIds: [id],
    });
    expect(undone).toEqual({ restored: 1 });
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  // Would catch: it says "indexed" for ever, and no search finds it, for its rows are those of an index that is gone
  test("brings it into the index of the model that came meanwhile", async () => {
    const id = await addSecretAmong(2);
    await removal(id, false);
    at.embedder.use({ id: "other", dimension: 4, maxTokens: 128 });
    await at.fixture.library.checkIndexes();
    await at.fixture.seen(rebuilt(1));
    at.fixture.library.restore({
      workspaceId: at.fixture.workspaceId,
      documentIds: [id],
    });
    await at.fixture.seen(rebuilt(2));
    expect(await rowsOf(id)).toBe(1);
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  test("goes on with a document that was removed before it was read", async () => {
    at.write("held.txt");
    const held = at.extractor.hold("held");
    const { jobId } = at.add();
    await held.reached;
    const [only] = at.listed().documents;
    await removal(only?.id ?? "", false);
    await at.fixture.reached(jobId, "done");
    held.release();
    at.fixture.library.restore({
      workspaceId: at.fixture.workspaceId,
      documentIds: [only?.id ?? ""],
    });
    await at.fixture.seen(
      (event) => event.type === "documents" && event.counts.indexed === 1,
    );
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });

  test("adding the file again within that time is an undo too, without reading it again", async () => {
    const id = await addSecretAmong(0);
    at.extractor.read.length = 0;
    await removal(id, false);
    await at.addAll();
    expect(at.listed().documents.map((document) => document.id)).toEqual([id]);
    expect(at.extractor.read).toEqual([]);
    expect(await at.rows()).toBe(at.chunksInDatabase());
  });
});
