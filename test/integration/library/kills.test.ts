import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { builtInModels } from "../../support/fixtures.ts";
import { temporaryFolder } from "../../support/library-fixture.ts";
import { libraryState } from "../../support/library-state.ts";

const numberOfFiles = 80;
const numberOfKills = 20;
/** It may be done before the last: but killed less often, it would show little. */
const minKills = 5;
const child = resolve(import.meta.dirname, "../../support/indexing-child.ts");
const workersFolder = resolve(import.meta.dirname, "../../../out/workers");

let temporary: ReturnType<typeof temporaryFolder>;
let files: string;
/** Processes that ended by the kill, not by themselves. */
let kills = 0;

beforeEach(() => {
  kills = 0;
  temporary = temporaryFolder();
  files = join(temporary.path, "files");
  mkdirSync(files);
  for (let number = 0; number < numberOfFiles; number += 1)
    writeFileSync(join(files, `note-${number}.md`), noteOf(number));
});

afterEach(() => temporary.remove());

function noteOf(number: number): string {
  const paragraphs = Array.from(
    { length: 1 + (number % 7) },
    (_, place) =>
      `Paragraph ${place} of note ${number}. ${`Words of number ${number * 31 + place} go on. `.repeat(20)}`,
  );
  return `# Note ${number}\n\n${paragraphs.join("\n\n")}\n`;
}

function start(dataFolder: string): ChildProcess {
  return fork(child, [dataFolder, files, builtInModels, workersFolder], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

/** Kills the process after that many messages. Resolves with its last message when it is gone. */
function run(dataFolder: string, killAfter: number): Promise<string> {
  return new Promise((resolveRun) => {
    const process = start(dataFolder);
    let messages = 0;
    let last = "";
    process.on("message", (message) => {
      messages += 1;
      last = String(message);
      if (messages === killAfter) process.kill("SIGKILL");
    });
    process.on("exit", (_code, signal) => {
      if (signal === "SIGKILL") kills += 1;
      resolveRun(last);
    });
  });
}

function folder(name: string): string {
  const path = join(temporary.path, name);
  mkdirSync(path);
  return path;
}

test("twenty kills while indexing end in exactly what an undisturbed run makes", {
  timeout: 600_000,
}, async () => {
  const undisturbed = folder("undisturbed");
  expect(await run(undisturbed, Number.POSITIVE_INFINITY)).toBe("done");
  const killed = folder("killed");
  let last = "";
  for (let kill = 0; kill < numberOfKills && last !== "done"; kill += 1)
    // From before anything is queued to the middle of a written batch
    last = await run(killed, 1 + ((kill * 7) % 12));
  if (last !== "done") last = await run(killed, Number.POSITIVE_INFINITY);
  expect(last).toBe("done");
  expect(kills).toBeGreaterThanOrEqual(minKills);
  const expected = await libraryState(undisturbed);
  const actual = await libraryState(killed);
  expect(actual.documents).toEqual(expected.documents);
  expect(actual.documents.size).toBe(numberOfFiles);
  expect([actual.chunks, actual.rows]).toEqual([
    expected.chunks,
    expected.chunks,
  ]);
});
