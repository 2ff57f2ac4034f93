import { mkdirSync, realpathSync } from "node:fs";
import { AppError } from "#contract/errors.ts";
import { diskFull, isDiskFull } from "#shared/disk-full.ts";
import { closeToOthers } from "./private-data.ts";

/**
 * Makes a folder of Hearth's own, for the person alone, where it is missing. Returns its real path, as documents in
 * it are known by: behind a link, a copy would be taken for one that nobody uses.
 * @throws AppError not-permitted, disk-full
 */
export function makeOwnFolder(folder: string): string {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return realpathSync(folder);
  } catch (error) {
    throw explainFolderError(error, folder);
  }
}

/** Closes the data folder to everyone else on the computer. @throws AppError not-permitted, disk-full */
export function closeOwnFolder(dataFolder: string): void {
  try {
    closeToOthers(dataFolder);
  } catch (error) {
    throw explainFolderError(error, dataFolder);
  }
}

/** Why Hearth can't write in a folder of its own. */
export function explainFolderError(error: unknown, folder: string): AppError {
  if (isDiskFull(error)) return diskFull(error);
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
