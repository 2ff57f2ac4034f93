import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { DocumentSort } from "#contract/library.ts";
import { IndexingHarness } from "../../support/indexing-harness.ts";

let at: IndexingHarness;

beforeEach(() => {
  at = new IndexingHarness();
});
afterEach(() => at.close());

const namesBy = (sort: DocumentSort, direction?: "ascending" | "descending") =>
  at.fixture.library
    .list({
      workspaceId: at.fixture.workspaceId,
      offset: 0,
      limit: 10,
      filter: "",
      sort,
      direction,
    })
    .documents.map(({ name }) => name);

test("a list comes in the order asked for, whatever the case of names, and each order is read from an index", async () => {
  mkdirSync(join(at.files, "Zoo"));
  mkdirSync(join(at.files, "attic"));
  writeFileSync(join(at.files, "Zoo", "apple.txt"), "Long. ".repeat(90));
  writeFileSync(join(at.files, "attic", "Berry.txt"), "Middling words.");
  writeFileSync(join(at.files, "attic", "empty.txt"), " ");
  writeFileSync(join(at.files, "attic", "unsupported.bin"), "xx");
  await at.addAll();
  const byName = ["apple.txt", "Berry.txt", "empty.txt", "unsupported.bin"];
  expect(namesBy("name")).toEqual(byName);
  expect(namesBy("name", "descending")).toEqual([...byName].reverse());
  expect(namesBy("folder")).toEqual([...byName.slice(1), "apple.txt"]);
  expect(namesBy("size")).toEqual([
    "empty.txt",
    "unsupported.bin",
    "Berry.txt",
    "apple.txt",
  ]);
  expect(namesBy("status")[0]).toBe("empty.txt");
  expect(namesBy("status").at(-1)).toBe("unsupported.bin");
  const order = {
    name: "name COLLATE NOCASE, path",
    folder: "folder COLLATE NOCASE, name COLLATE NOCASE, path",
    size: "size_bytes DESC, path DESC",
    status: "status_rank, added_at DESC, path",
  };
  for (const columns of Object.values(order)) {
    const plan = at.fixture.database.all(
      `EXPLAIN QUERY PLAN SELECT id FROM documents WHERE workspace_id = 'w'
       AND status <> 'removed' ORDER BY ${columns} LIMIT 10`,
    );
    expect(JSON.stringify(plan)).not.toContain("TEMP B-TREE");
  }
});

test("the same file named by a link, or below a linked folder, is one document", async () => {
  const file = at.write("letter.txt");
  const links = join(at.temporary.path, "links");
  mkdirSync(links);
  symlinkSync(file, join(links, "to-file.txt"));
  symlinkSync(at.files, join(links, "to-folder"));
  await at.addAll();
  await at.addAll([join(links, "to-file.txt")]);
  await at.addAll([join(links, "to-folder")]);
  expect(at.listed().documents.map(({ path }) => path)).toEqual([file]);
  expect(at.extractor.read).toEqual([file]);
});
