import { statfsSync } from "node:fs";
import { dirname } from "node:path";
import { AppError } from "#contract/errors.ts";
import { diskFull, isDiskFull } from "#shared/disk-full.ts";

/** SQLite's primary result codes, https://sqlite.org/rescode.html */
const busy = 5;
const locked = 6;
const readOnly = 8;
const ioError = 10;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;

const nearlyFullBytes = 64 * 1024;
const keepOn =
  "Free some space, then continue: nothing that was saved is lost.";

/** What SQLite reported, as an AppError where a person can do something about it; else the error itself. */
export function explainSqliteError(error: unknown, file: string): unknown {
  if (isDiskFull(error)) return diskFull(error, { advice: keepOn });
  if (hasCode(error, ["EACCES", "EPERM", "EROFS", "EISDIR"]))
    return cannotWrite(file, error);
  switch (primaryCode(error)) {
    case full:
      return diskFull(error, { advice: keepOn });
    case corrupt:
    case notADatabase:
      return dataDamaged(file, error);
    case busy:
    case locked:
      return dataLocked(error);
    case ioError:
      // Where the file that its memory is shared through can't grow, SQLite says no more than this
      return isNearlyFull(file) ? diskFull(error, { advice: keepOn }) : error;
    case readOnly:
    case cannotOpen:
      return cannotWrite(file, error);
    default:
      return error;
  }
}

/** As a value, not thrown. */
export function dataDamaged(file: string, cause: unknown): AppError {
  return new AppError("data-damaged", `The data file ${file} is damaged.`, {
    advice:
      "Close Hearth, move the file away, and put the newest .bak file beside it in its place, if there is one. Your own documents are not affected: add them again.",
    params: { file },
    cause,
  });
}

/** As a value, not thrown. */
export function dataNewer(cause?: unknown): AppError {
  return new AppError(
    "data-newer",
    "The data was written by a newer Hearth, so this one only reads it.",
    { advice: "Update Hearth to go on.", cause },
  );
}

function dataLocked(cause: unknown): AppError {
  return new AppError(
    "data-locked",
    "Another program is using Hearth's data.",
    {
      advice: "Close the other Hearth, or what is copying its data folder.",
      cause,
    },
  );
}

function cannotWrite(file: string, cause: unknown): AppError {
  return new AppError(
    "not-permitted",
    `Hearth can't write its data file ${file}.`,
    {
      advice: "Check that the folder exists and that you may write in it.",
      params: { file },
      cause,
    },
  );
}

function hasCode(error: unknown, codes: readonly unknown[]): boolean {
  return (
    error instanceof Error && "code" in error && codes.includes(error.code)
  );
}

function isNearlyFull(file: string): boolean {
  try {
    const volume = statfsSync(dirname(file));
    return volume.bavail * volume.bsize < nearlyFullBytes;
  } catch {
    // A disk that is gone is not full
    return false;
  }
}

function primaryCode(error: unknown): number | null {
  if (!(error instanceof Error) || !("errcode" in error)) return null;
  return typeof error.errcode === "number" ? error.errcode & 0xff : null;
}
