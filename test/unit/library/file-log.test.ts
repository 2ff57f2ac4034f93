import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFileLog } from "#native/files/file-log.ts";
import { temporaryFolder } from "../../support/library-fixture.ts";
import { manualClock } from "../../support/manual-clock.ts";

let temporary: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  temporary = temporaryFolder();
});

afterEach(() => temporary.remove());

test("each line is JSON, with an error's stack and causes, and low levels are left out", () => {
  const folder = join(temporary.path, "logs");
  const log = createFileLog({ folder, clock: manualClock() });
  log.debug("not written");
  log.info("begun", { files: 3 });
  log.error("failed", new Error("outer", { cause: new Error("inner") }));
  const lines = readFileSync(join(folder, "hearth.log"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(2);
  expect(lines[0]).toEqual({
    at: "1970-01-01T00:00:00.000Z",
    level: "info",
    message: "begun",
    files: 3,
  });
  expect(lines[1].error).toMatch(/outer[\s\S]*file-log\.test[\s\S]*inner/);
});

test("the log never grows beyond its files, and the newest lines stay", () => {
  const log = createFileLog({
    folder: temporary.path,
    clock: manualClock(),
    maxBytes: 1_000,
    files: 3,
  });
  for (let number = 0; number < 200; number += 1) log.info(`line ${number}`);
  const names = readdirSync(temporary.path).sort();
  expect(names).toEqual(["hearth.1.log", "hearth.2.log", "hearth.log"]);
  const sizes = names.map(
    (name) => readFileSync(join(temporary.path, name)).length,
  );
  expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
  expect(readFileSync(join(temporary.path, "hearth.log"), "utf8")).toContain(
    "line 199",
  );
});
