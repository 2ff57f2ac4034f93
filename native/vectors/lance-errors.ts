import { access, constants, readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "#contract/errors.ts";
import { diskFull } from "#shared/disk-full.ts";

const nearlyFullBytes = 16 * 1024 * 1024;

/**
 * Runs one LanceDB call. All its failures carry the same code, so the reason is read from the world: a volume
 * without room is `disk-full`, a folder that is closed to us `not-permitted`, anything else says that the table
 * on disk is not what it should be. An error without a code is a bug of ours and passes as it is.
 * @throws AppError disk-full, not-permitted, data-damaged
 */
export async function lance<Result>(
  folder: string,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof Error &&
      "code" in error &&
      !(error instanceof AppError)
      ? await explain(folder, error)
      : error;
  }
}

async function explain(folder: string, error: Error): Promise<AppError> {
  if (!(await isWritable(folder)))
    return new AppError(
      "not-permitted",
      `Hearth can't write in its folder ${folder}.`,
      {
        advice: "Check that it is a folder and that you may write in it.",
        params: { folder },
        cause: error,
      },
    );
  if (!(await hasRoom(folder))) return diskFull(error);
  return new AppError(
    "data-damaged",
    "The search index of this workspace can't be read.",
    {
      advice:
        "Start Hearth again: it builds the index anew from the text that it keeps. The documents themselves are not affected.",
      cause: error,
    },
  );
}

async function isWritable(folder: string): Promise<boolean> {
  const { R_OK, W_OK, X_OK } = constants;
  return access(folder, R_OK | W_OK | X_OK).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === "ENOENT",
  );
}

/** Compacting writes the whole index beside itself, and what it wrote is gone again when it fails. */
async function hasRoom(folder: string): Promise<boolean> {
  // A folder that can't be asked has no free room to speak of: then it is damaged
  const volume = await statfs(folder).catch(() => null);
  if (volume === null) return true;
  const needed = Math.max(nearlyFullBytes, await sizeOf(folder));
  return volume.bavail * volume.bsize >= needed;
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  let sizeBytes = 0;
  for (const entry of entries)
    if (entry.isFile())
      sizeBytes += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      );
  return sizeBytes;
}
