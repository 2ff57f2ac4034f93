import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { jsonLines, runHearth } from "../support/hearth-process.ts";

let folder: string;
let docs: string;
let data: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-jobs-"));
  docs = join(folder, "docs");
  data = join(folder, "data");
  mkdirSync(docs);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): void {
  writeFileSync(join(docs, name), `# ${name}\n\n${text}\n`);
}

function index(
  path: string,
  onStart: Parameters<typeof runHearth>[2] = () => undefined,
) {
  return runHearth(
    ["--json", "--data", data, "index", path],
    { HEARTH_MODELS: join(folder, "models") },
    onStart,
  );
}

function sql(statement: string): unknown[] {
  const database = new DatabaseSync(join(data, "hearth.db"));
  try {
    return database.prepare(statement).all();
  } finally {
    database.close();
  }
}

const openJobs =
  "SELECT kind, state, error FROM jobs WHERE finished_at IS NULL";
const notIndexed = "SELECT name FROM documents WHERE status <> 'indexed'";

test("a job that was left paused goes on, also where other files are added", async () => {
  for (let number = 0; number < 60; number += 1)
    write(`${number}.md`, "Some words of text. ".repeat(20_000));
  // By words: this much text takes minutes to embed
  const words = ["models", "use", "none", "--kind", "embedding"];
  await runHearth(["--data", data, ...words]);
  const first = await index(docs, (child) =>
    child.stdout?.once("data", () => child.kill("SIGINT")),
  );
  expect(first.exitCode).toBe(130);
  sql("UPDATE jobs SET state = 'paused' RETURNING id");
  writeFileSync(join(folder, "other.md"), "# Other\n\nSomething else.\n");

  const second = await index(join(folder, "other.md"));
  expect(second.stderr).toContain('Going on with "docs", which was paused.');
  expect(second.exitCode).toBe(0);
  expect(sql(openJobs)).toEqual([]);
  expect(sql(notIndexed)).toEqual([]);
});

test("a rebuild that was paused for an error, which all others wait for, goes on", async () => {
  write("one.md", "The lease ends in March.");
  await index(docs);
  sql(`INSERT INTO jobs (id, workspace_id, kind, label, state, paths, total, total_bytes, error, started_at)
       SELECT 'a4f0c6de-0000-4000-8000-000000000001', workspace_id, 'rebuild', 'Library', 'paused', '[]', 1, 1,
       '{"code":"disk-full","message":"Full.","advice":null,"params":{}}', 1 FROM jobs RETURNING id`);
  write("two.md", "The rent is 900 euros.");

  const { exitCode, stdout } = await index(docs);
  expect(exitCode).toBe(0);
  expect(jsonLines(stdout).at(-1)).toMatchObject({ indexed: 1, unchanged: 1 });
  expect(sql(openJobs)).toEqual([]);
});

test("a job that something outside stops fails the command with the reason, and the same command goes on after", async () => {
  write("one.md", "The lease ends in March.");
  await index(docs);
  write("two.md", "The rent is 900 euros.");
  const moved = join(folder, "index");
  renameSync(join(data, "index"), moved);
  writeFileSync(join(data, "index"), "not a folder");

  for (const _time of ["the first", "again"]) {
    const stopped = await index(docs);
    expect(stopped.exitCode).toBe(1);
    expect(stopped.stderr).toMatch(/^hearth: .+\. .+ \(not-permitted\)$/m);
  }

  rmSync(join(data, "index"));
  renameSync(moved, join(data, "index"));
  const { exitCode, stdout } = await index(docs);
  expect(exitCode).toBe(0);
  expect(jsonLines(stdout).at(-1)).toMatchObject({ failed: 0 });
  expect(sql(openJobs)).toEqual([]);
  expect(sql(notIndexed)).toEqual([]);
});
