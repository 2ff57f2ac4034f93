import { appendFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import type { Clock } from "#core/ports/clock.ts";
import type { Log, LogFields } from "#core/ports/log.ts";
import { makeOwnFolder } from "./own-folder.ts";

type Level = "debug" | "info" | "warn" | "error";
const levels: readonly Level[] = ["debug", "info", "warn", "error"];

export interface FileLogOptions {
  /** Created when missing. Holds hearth.log, then hearth.1.log and so on, older ones first to go. */
  folder: string;
  clock: Clock;
  /** Default: info. */
  level?: Level;
  /** Bytes of one file. Default: 5 MB. */
  maxBytes?: number;
  /** Default: 3. */
  files?: number;
  /** Also gets each line; the command line shows warnings on stderr, say. */
  also?: (line: string, level: Level) => void;
}

/** Writes one JSON object a line, at once: a log that misses the last line before a crash is of no use. */
export function createFileLog(options: FileLogOptions): Log {
  const { folder, clock, maxBytes = 5_000_000, files = 3, also } = options;
  const lowest = levels.indexOf(options.level ?? "info");
  const file = join(folder, "hearth.log");
  const rotated = (number: number) =>
    number === 0 ? file : join(folder, `hearth.${number}.log`);
  makeOwnFolder(folder);
  let sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;

  const rotate = () => {
    rmSync(rotated(files - 1), { force: true });
    for (let number = files - 2; number >= 0; number -= 1)
      if (statSync(rotated(number), { throwIfNoEntry: false }) !== undefined)
        renameSync(rotated(number), rotated(number + 1));
    sizeBytes = 0;
  };

  const write = (level: Level, message: string, fields: object) => {
    if (levels.indexOf(level) < lowest) return;
    const at = new Date(clock.now()).toISOString();
    const line = JSON.stringify({ at, level, message, ...fields });
    also?.(line, level);
    try {
      const bytes = Buffer.byteLength(line) + 1;
      if (sizeBytes > 0 && sizeBytes + bytes > maxBytes) rotate();
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
      sizeBytes += bytes;
    } catch (error) {
      // A full or lost disk must not end the work that is logged; whoever started Hearth still sees it
      process.stderr.write(
        `${line}\nThe log can't be written: ${String(error)}\n`,
      );
    }
  };

  return {
    debug: (message, fields: LogFields = {}) => write("debug", message, fields),
    info: (message, fields: LogFields = {}) => write("info", message, fields),
    warn: (message, fields: LogFields = {}) => write("warn", message, fields),
    error: (message, error, fields: LogFields = {}) =>
      write("error", message, {
        ...fields,
        error: inspect(error, {
          depth: 6,
          breakLength: Number.POSITIVE_INFINITY,
        }),
      }),
  };
}
