import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dataProblems } from "#core/library/indexes/data-health.ts";
import { noSignal } from "../../support/chat-harness.ts";
import { fakeEmbedder, smallModel } from "../../support/fake-embedder.ts";
import { fakeExtractor } from "../../support/fake-extractor.ts";
import {
  type LibraryFixture,
  openLibrary,
  temporaryFolder,
} from "../../support/library-fixture.ts";

let temporary: ReturnType<typeof temporaryFolder>;
let fixture: LibraryFixture;
let documentIds: string[];

beforeEach(async () => {
  temporary = temporaryFolder();
  const files = join(temporary.path, "files");
  const dataFolder = join(temporary.path, "data");
  for (const folder of [files, dataFolder]) mkdirSync(folder);
  for (const name of ["one", "two"])
    writeFileSync(join(files, `${name}.txt`), `This is ${name}.`);
  fixture = openLibrary({
    dataFolder,
    extractor: fakeExtractor(),
    embedder: fakeEmbedder(smallModel),
  });
  fixture.library.recover();
  const { workspaceId, library } = fixture;
  const { jobId } = library.add({ workspaceId, paths: [files] });
  await fixture.reached(jobId, "done");
  documentIds = library
    .list({ workspaceId, offset: 0, limit: 10, filter: "" })
    .documents.map(({ id }) => id);
});

afterEach(async () => {
  await fixture.close();
  temporary.remove();
});

const problems = (isBusy = false) =>
  dataProblems(
    {
      db: fixture.database,
      index: fixture.index,
      workspaces: fixture.workspaces,
      isBusy: () => isBusy,
    },
    { signal: noSignal },
  );

async function indexTable() {
  const key = fixture.workspaces.activeIndex(fixture.workspaceId);
  if (key === null) throw new Error("no index");
  return { key, table: await fixture.index.open(key) };
}

describe("what is wrong in a data folder", () => {
  test("nothing, after indexing", async () => {
    expect(await problems()).toEqual([]);
  });

  test("an index that lost a document's passages", async () => {
    const { table } = await indexTable();
    await table.remove(documentIds.slice(0, 1));
    expect(await problems()).toEqual([
      expect.stringMatching(/holds 1 of 2 passages/),
    ]);
    expect(await problems(true)).toEqual([]);
  });

  test("a database with rows that its own rules forbid", async () => {
    const { database } = fixture;
    database.run("CREATE TABLE odd (number INTEGER CHECK (number > 0))");
    database.run("PRAGMA ignore_check_constraints = ON");
    database.run("INSERT INTO odd VALUES (-1)");
    database.run("PRAGMA ignore_check_constraints = OFF");
    expect((await problems())[0]).toMatch(/The database is damaged/);
  });
});
