import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

const largestBytes = 1_000_000;

export type MainLog = (
  message: string,
  fields?: Record<string, string | number | boolean | null>,
) => void;

/** Appends a line of JSON to `main.log` in `folder`; past a megabyte the file becomes `main.old.log`. Never throws. */
export function createMainLog(folder: string): MainLog {
  const file = join(folder, "main.log");
  return (message, fields = {}) => {
    const line = JSON.stringify({
      time: new Date().toISOString(),
      message,
      ...fields,
    });
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (size > largestBytes) renameSync(file, join(folder, "main.old.log"));
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
    } catch (error) {
      // A full disk must not end the window; stderr is what is left to tell it on
      process.stderr.write(`${line}\n${String(error)}\n`);
    }
  };
}
