import { mkdirSync } from "node:fs";
import { AppError } from "#contract/errors.ts";

/** Makes a folder of Hearth's own where it is missing. @throws AppError not-permitted, disk-full */
export function makeOwnFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw explainFolderError(error, folder);
  }
}

/** Why Hearth can't write in a folder of its own. */
export function explainFolderError(error: unknown, folder: string): AppError {
  if (codeOf(error) === "ENOSPC" || codeOf(error) === "EDQUOT")
    return new AppError("disk-full", "There is no space left on the disk.", {
      advice: "Free some space, then try again.",
      cause: error,
    });
  return new AppError(
    "not-permitted",
    `Hearth can't write in its folder ${folder}.`,
    {
      advice:
        "Check that it is a folder and that you may write in it, or choose another.",
      params: { folder },
      cause: error,
    },
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : null;
}
