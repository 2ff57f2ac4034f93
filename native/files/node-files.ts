import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat, statfs } from "node:fs/promises";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FileFacts, Files } from "#core/ports/files.ts";
import { factsOf, walk } from "./walk.ts";

/** The person's files, for reading only. */
export function createNodeFiles({ dataFolder }: { dataFolder: string }): Files {
  return {
    walk: (paths, options) => walk(paths, { ...options, except: dataFolder }),
    facts: fileFacts,
    hash: hashFile,
    freeBytes: async () => {
      const volume = await statfs(dataFolder);
      return volume.bavail * volume.bsize;
    },
  };
}

async function fileFacts(path: string): Promise<FileFacts | null> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return null;
    return factsOf(resolve(path), found);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

async function hashFile(
  path: string,
  { signal }: { signal: AbortSignal },
): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash, {
    signal,
  });
  return hash.digest("hex");
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ENOENT" || error.code === "ENOTDIR")
  );
}
