import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { EmbeddingModelFolder } from "#core/ports/model-folder.ts";

/** What every embedding model in the layout of transformers.js has. */
const neededFiles = [
  "config.json",
  "tokenizer.json",
  "onnx/model_quantized.onnx",
];

/**
 * Folders directly below these that hold an embedding model, by name. Of two with the same name the one in the
 * earlier folder counts. A folder that can't be read is empty.
 */
export async function findEmbeddingFolders(
  folders: readonly { path: string; isBuiltIn: boolean }[],
): Promise<EmbeddingModelFolder[]> {
  const found = new Map<string, EmbeddingModelFolder>();
  for (const { path: parent, isBuiltIn } of folders)
    for (const id of await namesIn(parent)) {
      const path = join(parent, id);
      if (!found.has(id) && (await isEmbeddingFolder(path)))
        found.set(id, { id, path, isBuiltIn });
    }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function isEmbeddingFolder(path: string): Promise<boolean> {
  const facts = await Promise.all(
    neededFiles.map((file) => stat(join(path, file)).catch(() => null)),
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
