import { AppError } from "#contract/errors.ts";
import type { Files } from "#core/ports/files.ts";

/** A path that somebody typed is refused where nothing is there, before it is a document. @throws AppError file-missing */
export async function requireThere(
  files: Pick<Files, "walk">,
  paths: readonly string[],
  options: { signal: AbortSignal },
): Promise<void> {
  // The first thing found below a path tells enough
  for (const path of paths)
    for await (const found of files.walk([path], options)) {
      if ("error" in found && isNothingThere(found.error))
        throw new AppError(
          "file-missing",
          `There is no file or folder ${path}.`,
          {
            advice: "Give its whole path on this computer.",
            params: { path },
          },
        );
      break;
    }
}

const isNothingThere = (error: Error) =>
  "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
