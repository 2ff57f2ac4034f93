import { statfs } from "node:fs/promises";
import { AppError } from "#contract/errors.ts";

const nearlyFullBytes = 16 * 1024 * 1024;

/**
 * Runs one LanceDB call. All its failures carry the same code, so the reason is read from the world: a volume
 * without room is `disk-full`, anything else says that the table on disk is not what it should be. An error
 * without a code is a bug of ours and passes as it is.
 * @throws AppError disk-full, data-damaged
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
      advice:
        "Start Hearth again: it builds the index anew from the text that it keeps. The documents themselves are not affected.",
      cause: error,
    },
  );
}
