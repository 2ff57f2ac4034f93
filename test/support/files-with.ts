import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Files below a folder whose raw bytes hold the word. All are looked through again where one goes meanwhile: LanceDB
 * tidies up behind its writes.
 */
export function filesWith(word: string, folder: string): string[] {
  for (;;)
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((path) => readFileSync(path).includes(word));
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      if (error.code !== "ENOENT") throw error;
    }
}
