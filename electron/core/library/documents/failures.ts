import {
  AppError,
  type AppErrorCode,
  appErrorFrom,
  fileErrorCode,
} from "#contract/errors.ts";

/** Failures that belong to one file: it is marked with them and the work goes on. A bug in reading it is one too. */
const ofTheFile = new Set<AppErrorCode>([...fileErrorCode.options, "internal"]);

/** Failures that may be over by the time the file is added again. */
const passing: readonly string[] = ["file-missing", "file-unreadable"];

/** False where the work as a whole must stop, as with a full disk. */
export function isOfTheFile(error: AppError): boolean {
  return ofTheFile.has(error.code);
}

/** It says that the file is of a type that isn't read: no failure. */
export function isOfUnreadType(error: AppError): boolean {
  return error.code === "unsupported-type";
}

/** Of an error code: whether adding the file again is worth a try though it has not changed. */
export function isPassing(code: string): boolean {
  return passing.includes(code);
}

/** As a value, not thrown. */
export function fileMissing(path: string, cause?: unknown): AppError {
  return new AppError("file-missing", "The file is not there any more.", {
    advice: "If it was moved, add it from its new place.",
    params: { path },
    cause,
  });
}

/** Why a file is left alone after it was in hand at too many unexpected ends. */
export function quarantined(attempts: number): AppError {
  return new AppError(
    "extraction-crashed",
    `Hearth, or a part of it, ended ${attempts} times while it worked on this file, so it is left alone.`,
    {
      advice:
        "Open it in its own program and save it again, or leave it out; then try again.",
      params: { attempts },
    },
  );
}

/** What the file system said about a path, as a reason for the person. */
export function unreadable(path: string, error: unknown): AppError {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "EILSEQ" || (code === "ENOENT" && path.includes("\uFFFD")))
    return badName(path, "holds bytes that are not text (UTF-8)", error);
  if (code === "ENAMETOOLONG") return badName(path, "is too long", error);
  if (code === "ENOENT" || code === "ENOTDIR") return fileMissing(path, error);
  const isForbidden = code === "EACCES" || code === "EPERM";
  return new AppError(
    "file-unreadable",
    isForbidden
      ? "You are not allowed to read this file."
      : "The file can't be read.",
    {
      advice: isForbidden
        ? "Ask whoever owns it, or change its permissions, then try again."
        : "Check that its disk is connected, then try again.",
      params: { path },
      cause: error,
    },
  );
}

function badName(path: string, what: string, cause: unknown): AppError {
  return new AppError(
    "file-unreadable",
    `The name of this file or folder ${what}, so it can't be opened.`,
    {
      advice: "Give it another name, then add it again.",
      params: { path },
      cause,
    },
  );
}

/** Anything as an AppError: what is none is a bug, and says so. */
export function asAppError(error: unknown): AppError {
  return (
    appErrorFrom(error) ??
    new AppError("internal", "Something unexpected went wrong in Hearth.", {
      advice: "The log in the data folder says more.",
      cause: error,
    })
  );
}
