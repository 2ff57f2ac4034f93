import { globSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const writes =
  /\b(?:INSERT(?:\s+OR\s+[A-Z]+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+[A-Z]+)?|DELETE\s+FROM)\s+([a-z_]+|\$\{)/g;

/** Source files by the table that their SQL writes. Migrations change tables, but only once. */
function writersByTable(
  files: ReadonlyMap<string, string>,
): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const [file, text] of files)
    for (const [, table = ""] of text.matchAll(writes))
      found.set(table, (found.get(table) ?? new Set()).add(file));
  return found;
}

const sources = new Map(
  globSync("{electron,native}/**/*.ts", {
    cwd: root,
    exclude: ["native/database/migrations/**"],
  }).map((file) => [file, readFileSync(resolve(root, file), "utf8")]),
);

// Would catch: a rule of a table's rows, such as what counts as over, kept in one of its writers and broken by another
test("each table of the database is written by one file", () => {
  const writers = writersByTable(sources);
  const shared = [...writers].filter(([, files]) => files.size > 1);
  expect(shared).toEqual([]);
  expect(
    [...(writers.get("jobs") ?? [])].map((file) => basename(file)),
  ).toEqual(["job-store.ts"]);
  expect(writers.size).toBeGreaterThan(12);
});

test("no statement that writes has its table computed, which would hide it from this rule", () => {
  expect(writersByTable(sources).get("${")).toBeUndefined();
});

test.each([
  "INSERT INTO jobs (id) VALUES (1)",
  "INSERT OR IGNORE INTO jobs (id) VALUES (1)",
  "UPDATE jobs SET id = 1",
  "DELETE FROM jobs WHERE id = 1",
  "DELETE\n      FROM jobs",
])("a second writer is seen: %s", (sql) => {
  const files = new Map([...sources, ["electron/core/second.ts", sql]]);
  expect(writersByTable(files).get("jobs")?.size).toBe(2);
});
