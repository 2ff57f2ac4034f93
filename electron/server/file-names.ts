import { AppError } from "#contract/errors.ts";

const maxCharacters = 1_024;
const maxFolders = 32;
const maxBytesInOne = 240;
const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i;
const refusedOnWindows = /[<>:"|?*]|[. ]$/;

/**
 * The folders and the name of a file that a page hands over, from its `x-hearth-name` header.
 * @throws AppError invalid-request for anything that could leave the folder it is put into, or not be a name at all
 */
export function parseFileName(
  header: string | undefined,
  platform: NodeJS.Platform = process.platform,
): string[] {
  const name = decode(header ?? "");
  const parts = name.split("/");
  const isSound =
    name.length <= maxCharacters &&
    parts.length <= maxFolders &&
    parts.every((part) => isSoundPart(part, platform));
  if (!isSound) throw refused(name);
  return parts;
}

function isSoundPart(part: string, platform: NodeJS.Platform): boolean {
  return (
    part !== "" &&
    part !== "." &&
    part !== ".." &&
    Buffer.byteLength(part) <= maxBytesInOne &&
    !part.includes("\\") &&
    !/\p{Cc}/u.test(part) &&
    !reservedOnWindows.test(part) &&
    !(platform === "win32" && refusedOnWindows.test(part))
  );
}

function decode(header: string): string {
  try {
    const name = decodeURIComponent(header);
    if (name.isWellFormed()) return name;
  } catch (error) {
    throw refused(header, error);
  }
  throw refused(header);
}

function refused(name: string, cause?: unknown): AppError {
  return new AppError(
    "invalid-request",
    "A file can't be taken in under this name.",
    {
      advice: "Rename it and add it again.",
      params: { name: name.slice(0, 200) },
      cause,
    },
  );
}
