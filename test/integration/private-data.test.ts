import { fork } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDatabase } from "#native/database/open-database.ts";
import { acquireDataFolder } from "#native/files/data-folder-lock.ts";
import { systemClock } from "#native/files/system-clock.ts";
import { runHearth } from "../support/hearth-process.ts";
import { silentLog, temporaryFolder } from "../support/library-fixture.ts";
import { openPaths } from "../support/open-paths.ts";
import { startHearth } from "../support/start-hearth.ts";

const model = resolve(import.meta.dirname, "../fixtures/stories260K.gguf");
const otherUser = resolve(
  import.meta.dirname,
  "../support/other-user-child.ts",
);
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;

let temporary: ReturnType<typeof temporaryFolder>;
let dataFolder: string;
let umaskBefore: number;
beforeAll(async () => {
  // The most careless surroundings: whoever doesn't say otherwise makes files for everyone
  umaskBefore = process.umask(0);
  temporary = temporaryFolder();
  chmodSync(temporary.path, 0o755);
  dataFolder = join(temporary.path, "data");
  const documents = join(temporary.path, "documents");
  mkdirSync(documents);
  writeFileSync(join(documents, "lease.md"), "# Lease\n\nThe rent is 900.\n");
  const environment = { HEARTH_MODELS: "" };
  for (const args of [
    ["models", "add", model],
    ["index", documents],
  ]) {
    const ran = await runHearth([...args, "--data", dataFolder], environment);
    expect(ran).toMatchObject({ exitCode: 0 });
  }
});
afterAll(() => {
  process.umask(umaskBefore);
  temporary.remove();
});

/** All that Hearth keeps: a test of modes over an empty folder would say nothing. */
function expectWhole(folder: string): void {
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining([
      "hearth.db",
      "hearth.lock",
      "index",
      "logs",
      "models",
    ]),
  );
  expect(readdirSync(join(folder, "models"))).toContain("stories260K.gguf");
  const inIndex = readdirSync(join(folder, "index"), {
    recursive: true,
    encoding: "utf8",
  });
  expect(
    inIndex.filter((name) => name.endsWith(".lance")).length,
  ).toBeGreaterThan(1);
}

test("nothing in the data folder can be read by others after indexing", () => {
  expectWhole(dataFolder);
  expect(openPaths(dataFolder)).toEqual([]);
});

test("a folder that an earlier version left open is closed, and what isn't Hearth's is let be", async () => {
  const old = join(temporary.path, "old");
  cpSync(dataFolder, old, { recursive: true });
  writeFileSync(join(old, "hearth.db.before-1.bak"), "");
  writeFileSync(join(old, "mine.txt"), "");
  const outside = join(temporary.path, "outside.txt");
  writeFileSync(outside, "", { mode: 0o644 });
  symlinkSync(outside, join(old, "index/link"));
  for (const name of readdirSync(old, { recursive: true, encoding: "utf8" })) {
    const path = join(old, name);
    chmodSync(path, statSync(path).isDirectory() ? 0o755 : 0o644);
  }
  chmodSync(old, 0o755);
  expect(openPaths(old).length).toBeGreaterThan(20);

  const ran = await runHearth(["search", "rent", "--data", old], {
    HEARTH_MODELS: "",
  });
  expect(ran.exitCode).toBe(0);
  expectWhole(old);
  // A link has no mode of its own
  expect(openPaths(old)).toEqual(["index/link", "mine.txt"]);
  expect(statSync(outside).mode & 0o777).toBe(0o644);
});

test("the loopback host keeps its own files to the person too", async () => {
  const served = join(temporary.path, "served");
  const hearth = await startHearth({ dataFolder: served });
  const { origin, searchParams } = new URL(hearth.url);
  const answer = await fetch(`${origin}/session`, {
    method: "POST",
    headers: {
      Origin: origin,
      "x-hearth-token": searchParams.get("token") ?? "",
    },
  });
  expect(answer.status).toBe(200);
  expect(existsSync(join(served, "browsers.json"))).toBe(true);
  expect(openPaths(served)).toEqual([]);
  await hearth.stop();
});

test("a database, what lies beside it and its backups are the person's alone, whoever opens them", () => {
  const folder = join(temporary.path, "database");
  mkdirSync(folder);
  const file = join(folder, "hearth.db");
  const open = (versions: number[]) =>
    createDatabase({
      file,
      log: silentLog,
      clock: systemClock,
      schema: versions.map((version) => ({
        version,
        name: `${version}`,
        sql: `CREATE TABLE table_${version} (id INTEGER)`,
      })),
    });
  open([1]).close();
  const opened = open([1, 2]);
  opened.database.run("INSERT INTO table_1 VALUES (1)");
  acquireDataFolder(folder)();
  expect(readdirSync(folder).sort()).toEqual([
    "hearth.db",
    "hearth.db-shm",
    "hearth.db-wal",
    "hearth.db.before-2.bak",
    "hearth.lock",
  ]);
  expect(openPaths(folder)).toEqual(["."]);
  opened.close();
});

test.skipIf(!isRoot)(
  "the folder of another user is refused by name before anything is written there (needs root, to give one away)",
  async () => {
    const foreign = join(temporary.path, "foreign");
    mkdirSync(foreign, { mode: 0o777 });
    chownSync(foreign, nobody, nobody);
    const ran = await runHearth(["list", "--data", foreign], {
      HEARTH_MODELS: "",
    });
    expect(ran.exitCode).toBe(1);
    expect(ran.stderr).toContain(`${foreign} belongs to user ${nobody}`);
    expect(ran.stderr).toContain("choose another data folder");
    expect(readdirSync(foreign)).toEqual([]);
    await expect(startHearth({ dataFolder: foreign })).rejects.toThrow(
      `belongs to user ${nobody}`,
    );
    expect(readdirSync(foreign)).toEqual([]);
  },
);

test.skipIf(!isRoot)(
  "another user can neither read the documents nor hold the lock (needs root, to be another user)",
  async () => {
    const paths = ["", "hearth.lock", "hearth.db", "index", "models"].map(
      (name) => join(dataFolder, name),
    );
    const readable = join(temporary.path, "readable.txt");
    writeFileSync(readable, "");
    const outcomesFor = async () => {
      const child = fork(otherUser, [readable, ...paths], { execArgv: [] });
      const [outcomes] = await once(child, "message");
      await once(child, "exit");
      return outcomes;
    };
    const refused = paths.map(() => "EACCES");
    expect(await outcomesFor()).toEqual(["opened", ...refused]);
    // Each file refuses by itself, not only the folder above it
    chmodSync(dataFolder, 0o755);
    expect(await outcomesFor()).toEqual([
      "opened",
      "opened",
      ...refused.slice(1),
    ]);
    chmodSync(dataFolder, 0o700);
    acquireDataFolder(dataFolder)();
  },
);
