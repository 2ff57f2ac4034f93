import { mkdirSync, realpathSync, statSync } from "node:fs";
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

/**
 * Closes the data folder to everyone else on the computer. Call it before anything is written there.
 * @throws AppError not-permitted, also for the folder of another user, who could read all of it; disk-full
 */
export function closeOwnFolder(dataFolder: string): void {
  try {
    requireOwner(dataFolder);
    closeToOthers(dataFolder);
  } catch (error) {
    throw explainFolderError(error, dataFolder);
  }
}

function requireOwner(folder: string): void {
  // Windows has no such numbers: there the system's own lists keep users apart
  const ours = process.getuid?.();
  const { uid } = statSync(folder);
  if (ours === undefined || uid === ours) return;
  const owner = uid === 0 ? "root" : `user ${uid}`;
  throw new AppError(
    "not-permitted",
    `The data folder ${folder} belongs to ${owner}, and Hearth runs as ${ours === 0 ? "root" : `user ${ours}`}.`,
    {
      advice: `Run Hearth as ${owner}, choose another data folder, or make this one your own first (chown).`,
      params: { folder, owner: uid },
    },
  );
}

/** Why Hearth can't write in a folder of its own. */
export function explainFolderError(error: unknown, folder: string): AppError {
  if (error instanceof AppError) return error;
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
