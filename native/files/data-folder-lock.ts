import {
  closeSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { AppError } from "#contract/errors.ts";
import { explainFolderError } from "./own-folder.ts";

/** A Hearth that is just ending is waited for. */
const waitMs = 1_000;
const longestTimerMs = 2 ** 31 - 1;

/**
 * Takes the data folder for this process until the returned function is called or the process ends, however
 * it ends: the lock is the operating system's own on `hearth.lock` (held through SQLite), so none is ever
 * stale. `hearth.pid` names the holder, for the message only. While it is held the process stays alive: jobs
 * and turns go on by timers that keep no process alive by themselves.
 * @throws AppError data-locked when another Hearth holds it, not-permitted when the folder can't be written, disk-full
 */
export function acquireDataFolder(dataFolder: string): () => void {
  const lock = take(join(dataFolder, "hearth.lock"), dataFolder);
  const pidFile = join(dataFolder, "hearth.pid");
  try {
    writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    lock.close();
    throw explainFolderError(error, dataFolder);
  }
  const alive = setInterval(() => undefined, longestTimerMs);
  return () => {
    if (!lock.isOpen) return;
    clearInterval(alive);
    rmSync(pidFile, { force: true });
    lock.close();
  };
}

function take(file: string, dataFolder: string): DatabaseSync {
  let lock: DatabaseSync | null = null;
  try {
    // Who can read the file can lock Hearth out of its own data
    closeSync(openSync(file, "a", 0o600));
    lock = new DatabaseSync(file, { timeout: waitMs });
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock?.close();
    throw explain(error, dataFolder);
  }
}

function explain(error: unknown, dataFolder: string): unknown {
  if (!(error instanceof Error)) return error;
  if ("syscall" in error) return explainFolderError(error, dataFolder);
  if (!("errcode" in error)) return error;
  const isBusy = error.errcode === 5 || error.errcode === 6;
  if (!isBusy) return explainFolderError(error, dataFolder);
  const holder = holderOf(dataFolder);
  const who =
    holder === null ? "Another Hearth" : `Another Hearth (process ${holder})`;
  return new AppError(
    "data-locked",
    `${who} is using the data folder ${dataFolder}.`,
    {
      advice: "Use that one or close it first, or choose another data folder.",
      params: {
        folder: dataFolder,
        ...(holder === null ? {} : { pid: holder }),
      },
      cause: error,
    },
  );
}

function holderOf(dataFolder: string): number | null {
  try {
    const pid = Number.parseInt(
      readFileSync(join(dataFolder, "hearth.pid"), "utf8"),
      10,
    );
    return Number.isSafeInteger(pid) ? pid : null;
  } catch {
    // The holder has not written it yet: the message does without
    return null;
  }
}
