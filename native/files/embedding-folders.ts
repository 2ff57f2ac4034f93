import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import {
  type EmbeddingModelFolder,
  embeddingModelFiles,
} from "#core/ports/model-folder.ts";

const weightsFolder = "onnx";
/** A file system that counts in steps of two seconds gives a folder that changes twice in one the same time. */
const settledAfterMs = 3_000;

/** When each folder that was looked into had last changed; null for one that was not there. */
type ChangeTimes = Map<string, number | null>;

interface Look {
  found: EmbeddingModelFolder[];
  times: ChangeTimes;
}

/**
 * Folders directly below these that hold an embedding model, by name. Of two with the same name the one in the
 * earlier folder counts. A folder that can't be read is empty. They are looked through again only when one of them
 * has changed.
 */
export class EmbeddingFolders {
  readonly #parents: readonly { path: string; isBuiltIn: boolean }[];
  #last: Look | null = null;

  constructor(parents: readonly { path: string; isBuiltIn: boolean }[]) {
    this.#parents = parents;
  }

  async find(): Promise<readonly EmbeddingModelFolder[]> {
    const last = this.#last;
    if (last !== null && (await isUnchanged(last.times))) return last.found;
    const nowMs = Date.now();
    const look = await this.#look();
    const isSettled = [...look.times.values()].every(
      (timeMs) => timeMs === null || timeMs < nowMs - settledAfterMs,
    );
    this.#last = isSettled ? look : null;
    return look.found;
  }

  async #look(): Promise<Look> {
    const found = new Map<string, EmbeddingModelFolder>();
    const times: ChangeTimes = new Map();
    // Its time first: what changes while it is read is seen by the next look
    const note = async (path: string) =>
      times.set(path, await changeTime(path));
    for (const { path: parent, isBuiltIn } of this.#parents) {
      await note(parent);
      for (const id of await namesIn(parent)) {
        const path = join(parent, id);
        await note(path);
        await note(join(path, weightsFolder));
        if (!found.has(id) && (await isEmbeddingFolder(path)))
          found.set(id, { id, path, isBuiltIn });
      }
    }
    return {
      found: [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
      times,
    };
  }
}

async function isUnchanged(times: ChangeTimes): Promise<boolean> {
  const same = await Promise.all(
    [...times].map(async ([path, time]) => (await changeTime(path)) === time),
  );
  return !same.includes(false);
}

async function changeTime(folder: string): Promise<number | null> {
  return stat(folder).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}

async function isEmbeddingFolder(path: string): Promise<boolean> {
  const facts = await Promise.all(
    embeddingModelFiles.map((file) => stat(join(path, file)).catch(() => null)),
  );
  return facts.every((fact) => fact?.isFile() === true);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isFile() && !entry.name.startsWith("."))
      .map((entry) => entry.name);
  } catch {
    // Not there yet, or not ours to read: no models
    return [];
  }
}
