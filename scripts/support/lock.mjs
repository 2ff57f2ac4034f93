import {
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { root } from "./node24.mjs";

/** Runs `work` while no other process holds the lock; a lock whose holder is gone is taken over. */
export async function withLock(path, work) {
  const absolute = join(root, path);
  mkdirSync(dirname(absolute), { recursive: true });
  while (!take(absolute)) {
    if (isAbandoned(absolute)) rmSync(absolute, { force: true });
    else await pause(100);
  }
  const release = () => rmSync(absolute, { force: true });
  process.on("exit", release);
  try {
    return await work();
  } finally {
    process.off("exit", release);
    release();
  }
}

function take(absolute) {
  try {
    writeFileSync(absolute, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function isAbandoned(absolute) {
  try {
    const pid = Number(readFileSync(absolute, "utf8"));
    // Just created and not yet written, or written by a process that is alive
    if (pid === 0) return Date.now() - statSync(absolute).mtimeMs > 10_000;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
