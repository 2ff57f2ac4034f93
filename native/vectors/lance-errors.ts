import { statfs } from "node:fs/promises";
import { AppError } from "#contract/errors.ts";

const nearlyFullBytes = 16 * 1024 * 1024;

/**
 * Runs one LanceDB call. Its errors carry no codes, so a failure is read from the world: a volume without room
 * is `disk-full`, anything else says that the table on disk is not what it should be.
 * @throws AppError disk-full, data-damaged
 */
export async function lance<Result>(
  folder: string,
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw await explain(folder, error);
  }
}

async function explain(folder: string, error: unknown): Promise<AppError> {
  if (error instanceof AppError) return error;
  // A folder that can't be asked has no free room to speak of: then it is damaged
  const volume = await statfs(folder).catch(() => null);
  if (volume !== null && volume.bavail * volume.bsize < nearlyFullBytes)
    return new AppError(
      "disk-full",
      "There is no room left on the disk for the search index.",
      {
        advice: "Free some space, then try again.",
        cause: error,
      },
    );
  return new AppError(
    "data-damaged",
    "The search index of this workspace can't be read.",
    {
      advice: "Rebuild the index: the documents themselves are not affected.",
      cause: error,
    },
  );
}
