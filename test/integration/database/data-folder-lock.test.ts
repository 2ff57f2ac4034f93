import { fork } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "#contract/errors.ts";
import { acquireDataFolder } from "#native/files/data-folder-lock.ts";
import { temporaryFolder } from "../../support/library-fixture.ts";

const holder = resolve(import.meta.dirname, "../../support/lock-holder.ts");

let temporary: ReturnType<typeof temporaryFolder>;

beforeEach(() => {
  temporary = temporaryFolder();
});

afterEach(() => temporary.remove());

async function heldByAnother() {
  const child = fork(holder, [temporary.path], { execArgv: [] });
  await once(child, "message");
  return child;
}

test("a second Hearth is refused, by a process and by itself, and told who has it", async () => {
  const child = await heldByAnother();
  try {
    acquireDataFolder(temporary.path);
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.code).toBe("data-locked");
    expect(error.params["pid"]).toBe(child.pid);
  }
  child.kill("SIGKILL");
  await once(child, "exit");
});

test("a lock ends with its process, also when that was killed", async () => {
  const child = await heldByAnother();
  child.kill("SIGKILL");
  await once(child, "exit");
  acquireDataFolder(temporary.path)();
});

test("a process number in the folder is no lock, though a process has it", () => {
  writeFileSync(join(temporary.path, "hearth.pid"), `${process.ppid}\n`);
  const release = acquireDataFolder(temporary.path);
  expect(() => acquireDataFolder(temporary.path)).toThrow(AppError);
  release();
  release();
  acquireDataFolder(temporary.path)();
});
