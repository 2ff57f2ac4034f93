import { mkdirSync } from "node:fs";
import { AppError } from "#contract/errors.ts";
import { diskFull, isDiskFull } from "#shared/disk-full.ts";
import { closeToOthers } from "./private-data.ts";

/** Makes a folder of Hearth's own, for the person alone, where it is missing. @throws AppError not-permitted, disk-full */
export function makeOwnFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
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
