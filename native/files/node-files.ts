import { createHash } from "node:crypto";
import { open, realpath, stat, statfs } from "node:fs/promises";
import { resolve } from "node:path";
import type { FileFacts, Files } from "#core/ports/files.ts";
import { factsOf, walk } from "./walk.ts";

const maxBytesAtOnce = 1 << 20;

/** The person's files, for reading only. */
export function createNodeFiles({ dataFolder }: { dataFolder: string }): Files {
  return {
    walk: (paths, options) => walk(paths, { ...options, except: dataFolder }),
    facts: fileFacts,
    realPath: (path) => realpath(path).catch(() => resolve(path)),
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

/** In pieces of at most 1 MiB, and of no more than the file has: most files are small and many. */
async function hashFile(
  path: string,
  { signal }: { signal: AbortSignal },
): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const buffer = Buffer.allocUnsafe(Math.min(size + 1, maxBytesAtOnce));
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, buffer.length, null);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(buffer.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "ENOENT" || error.code === "ENOTDIR")
  );
}
