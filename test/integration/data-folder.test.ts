import {
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createEngine } from "#engine/create-engine.ts";
import { createDatabase } from "#native/database/open-database.ts";
import { acquireDataFolder } from "#native/files/data-folder-lock.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { silentLog, temporaryFolder } from "../support/library-fixture.ts";

let temporary: ReturnType<typeof temporaryFolder>;
let dataFolder: string;
let modelsFolder: string;
beforeEach(() => {
  temporary = temporaryFolder();
  dataFolder = join(temporary.path, "data");
  modelsFolder = join(temporary.path, "models");
});
afterEach(() => temporary.remove());

function start() {
  return createEngine({
    dataFolder,
    modelsFolder,
    hostKind: "command-line",
    host: {},
    version: "0.0.0",
  });
}

/** A file where Hearth wants a folder, or a folder where it wants a file: what can't be written by anyone, root included. */
test.each([
  ["the data folder", () => writeFileSync(dataFolder, "")],
  [
    "a folder above the data folder",
    () => {
      writeFileSync(dataFolder, "");
      dataFolder = join(dataFolder, "below");
    },
  ],
  ["the models folder", () => writeFileSync(modelsFolder, "")],
  [
    "the folder of logs",
    () => inData((path) => writeFileSync(path("logs"), "")),
  ],
  ["the lock's file", () => inData((path) => mkdirSync(path("hearth.lock")))],
  ["the holder's file", () => inData((path) => mkdirSync(path("hearth.pid")))],
  ["the data file", () => inData((path) => mkdirSync(path("hearth.db")))],
])(
  "%s that can't be written is named, and the data folder is free again",
  async (_what, spoil) => {
    spoil();
    await expect(start()).rejects.toMatchObject({
      code: "not-permitted",
      message: expect.stringContaining(temporary.path),
      advice: expect.any(String),
    });
    for (const name of readdirSync(temporary.path))
      rmSync(join(temporary.path, name), { recursive: true });
    mkdirSync(dataFolder, { recursive: true });
    acquireDataFolder(dataFolder)();
  },
);

function inData(spoil: (path: (name: string) => string) => void): void {
  mkdirSync(dataFolder);
  const path = (name: string) => join(dataFolder, name);
  spoil(path);
}

test("a database that has no room left closes all the same", () => {
  mkdirSync(dataFolder);
  const file = join(dataFolder, "hearth.db");
  const opened = createDatabase({ file, log: silentLog, clock: systemClock });
  const { database } = opened;
  const pages = Number(database.get("PRAGMA page_count")?.["page_count"]);
  database.run("CREATE TABLE filler (name TEXT, number INTEGER)");
  database.run("CREATE INDEX filler_name ON filler (name, number)");
  database.run(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
     INSERT INTO filler SELECT 'name ' || (i % 50), i FROM n`,
  );
  database.get(`PRAGMA max_page_count = ${pages}`);
  // What the optimiser learns from, and would write down when the file is closed
  database.all("SELECT * FROM filler WHERE name = 'name 7' AND number > 10");
  expect(() => opened.close()).not.toThrow();
  expect(existsSync(`${file}-wal`)).toBe(false);
});
