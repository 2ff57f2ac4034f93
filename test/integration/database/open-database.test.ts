import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AppError } from "#contract/errors.ts";
import type { Migration } from "#native/database/migrations.ts";
import { migrations } from "#native/database/migrations.ts";
import { createDatabase } from "#native/database/open-database.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { silentLog, temporaryFolder } from "../../support/library-fixture.ts";

let temporary: ReturnType<typeof temporaryFolder>;
let file: string;

const first: Migration = {
  version: 1,
  name: "first",
  sql: "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)",
};
const second: Migration = {
  version: 2,
  name: "second",
  sql: "ALTER TABLE notes ADD COLUMN title TEXT",
};

function open(schema?: readonly Migration[]) {
  return createDatabase({
    file,
    log: silentLog,
    clock: systemClock,
    ...(schema === undefined ? {} : { schema }),
  });
}

function failureOf(work: () => unknown): AppError["code"] | null {
  try {
    work();
    return null;
  } catch (error) {
    // Only AppErrors have a code of this kind; anything else fails the comparison
    return (error as AppError).code;
  }
}

function backups(): string[] {
  return readdirSync(temporary.path)
    .filter((name) => name.endsWith(".bak"))
    .sort();
}

beforeEach(() => {
  temporary = temporaryFolder();
  file = join(temporary.path, "hearth.db");
});

afterEach(() => temporary.remove());

describe("migrations", () => {
  test("Hearth's own are numbered from 1 without a gap, and a new file has the newest version without a backup", () => {
    expect(migrations.map(({ version }) => version)).toEqual(
      migrations.map((_, place) => place + 1),
    );
    open().close();
    const plain = new DatabaseSync(file);
    expect(plain.prepare("PRAGMA user_version").get()).toEqual({
      user_version: migrations.length,
    });
    plain.close();
    expect(backups()).toEqual([]);
  });

  test("an older file is backed up whole and keeps its rows", () => {
    const old = open([first]);
    old.database.run("INSERT INTO notes (text) VALUES (:text)", {
      text: "kept",
    });
    old.close();
    const newer = open([first, second]);
    expect(newer.database.all("SELECT text, title FROM notes")).toEqual([
      { text: "kept", title: null },
    ]);
    newer.close();
    expect(backups()).toEqual(["hearth.db.before-2.bak"]);
    const backup = new DatabaseSync(
      join(temporary.path, "hearth.db.before-2.bak"),
      { readOnly: true },
    );
    expect(backup.prepare("SELECT text FROM notes").all()).toEqual([
      { text: "kept" },
    ]);
    backup.close();
  });

  test("one that fails leaves the file as it was", () => {
    open([first]).close();
    const broken: Migration = {
      version: 2,
      name: "broken",
      sql: "CREATE TABLE more (id); SELECT nonsense",
    };
    expect(() => open([first, broken])).toThrow();
    const still = open([first]);
    expect(still.isReadOnly).toBe(false);
    expect(
      still.database.get("SELECT name FROM sqlite_schema WHERE name = 'more'"),
    ).toBeUndefined();
    still.close();
  });

  test("only the last three backups stay", () => {
    const all = Array.from(
      { length: 6 },
      (_, place): Migration => ({
        version: place + 1,
        name: "step",
        sql: `CREATE TABLE step_${place} (id)`,
      }),
    );
    for (let count = 1; count <= all.length; count += 1)
      open(all.slice(0, count)).close();
    expect(backups()).toEqual(
      [4, 5, 6].map((version) => `hearth.db.before-${version}.bak`),
    );
  });
});

describe("files that can't be used as they are", () => {
  test("a newer file can be read, and writing says why not", () => {
    const newer = open([first, second]);
    newer.database.run("INSERT INTO notes (text) VALUES ('from later')");
    newer.close();
    const before = statSync(file).mtimeMs;
    const opened = open([first]);
    expect(opened.isReadOnly).toBe(true);
    expect(opened.database.all("SELECT text FROM notes")).toEqual([
      { text: "from later" },
    ]);
    expect(failureOf(() => opened.database.run("DELETE FROM notes"))).toBe(
      "data-newer",
    );
    expect(
      opened.database.transaction(() =>
        opened.database.all("SELECT text FROM notes"),
      ),
    ).toHaveLength(1);
    opened.close();
    expect(statSync(file).mtimeMs).toBe(before);
  });

  test("a file that is no database is left alone and named as damaged, with advice", () => {
    writeFileSync(
      file,
      "this is not a database, but long enough to be taken for one".repeat(100),
    );
    const content = readFileSync(file);
    expect(failureOf(() => open())).toBe("data-damaged");
    expect(readFileSync(file)).toEqual(content);
  });

  test("a file whose pages were overwritten is named as damaged", () => {
    open().close();
    const bytes = readFileSync(file);
    bytes.fill(0xff, 100, 4_000);
    writeFileSync(file, bytes);
    expect(failureOf(() => open())).toBe("data-damaged");
  });

  test("a folder that does not exist is named", () => {
    file = join(temporary.path, "missing", "hearth.db");
    expect(() => open()).toThrow();
  });
});

describe("transactions", () => {
  test("an inner one that throws takes back only its own", () => {
    const { database, close } = open([first]);
    database.transaction(() => {
      database.run("INSERT INTO notes (text) VALUES ('outer')");
      expect(() =>
        database.transaction(() => {
          database.run("INSERT INTO notes (text) VALUES ('inner')");
          throw new Error("stop");
        }),
      ).toThrow("stop");
      database.run("INSERT INTO notes (text) VALUES ('after')");
    });
    expect(
      database.all("SELECT text FROM notes").map((row) => row["text"]),
    ).toEqual(["outer", "after"]);
    close();
  });

  test("an outer one that throws takes back everything, and the next one works", () => {
    const { database, close } = open([first]);
    expect(() =>
      database.transaction(() => {
        database.transaction(() =>
          database.run("INSERT INTO notes (text) VALUES ('inner')"),
        );
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(database.all("SELECT * FROM notes")).toEqual([]);
    database.transaction(() =>
      database.run("INSERT INTO notes (text) VALUES ('next')"),
    );
    expect(database.all("SELECT * FROM notes")).toHaveLength(1);
    close();
  });

  test("a full disk is an AppError, and what was committed before stays", () => {
    const { database, close } = open([first]);
    database.run("INSERT INTO notes (text) VALUES ('before')");
    const pages = Number(database.get("PRAGMA page_count")?.["page_count"]);
    database.get(`PRAGMA max_page_count = ${pages + 2}`);
    const large = "x".repeat(100_000);
    expect(
      failureOf(() =>
        database.transaction(() =>
          database.run("INSERT INTO notes (text) VALUES (:large)", { large }),
        ),
      ),
    ).toBe("disk-full");
    expect(database.all("SELECT text FROM notes")).toEqual([
      { text: "before" },
    ]);
    close();
  });

  test("another program's write lock ends in data-locked rather than in a hang", {
    timeout: 20_000,
  }, () => {
    const { database, close } = open([first]);
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    expect(failureOf(() => database.run("DELETE FROM notes"))).toBe(
      "data-locked",
    );
    other.exec("ROLLBACK");
    other.close();
    close();
  });
});
