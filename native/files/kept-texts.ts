import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { KeptTexts } from "#core/ports/files.ts";
import { explainFolderError } from "./own-folder.ts";

/** File systems take 255, the ending included. */
const maxNameBytes = 240;

/** Texts as files, each below a folder that is named by its content: there whole or not at all. */
export function createKeptTexts(folder: string): KeptTexts {
  const forgetFolder = (own: string) =>
    rm(own, { recursive: true, force: true });
  return {
    keep: async (text, name) => {
      const hash = createHash("sha256").update(text).digest("hex");
      const path = join(folder, hash.slice(0, 16), fileName(name));
      if (existsSync(path)) return path;
      // Of its own: the same text may come twice at once
      const part = join(dirname(path), `${randomUUID()}.part`);
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await writeFile(part, text, { mode: 0o600, flush: true });
        await rename(part, path);
        return path;
      } catch (error) {
        await rm(part, { force: true });
        throw explainFolderError(error, folder);
      }
    },
    forget: (paths) => {
      for (const path of paths)
        if (dirname(dirname(path)) === folder && existsSync(dirname(path))) {
          rmSync(path, { force: true });
          if (readdirSync(dirname(path)).length === 0) rmdirSync(dirname(path));
        }
    },
    sweep: async (pathsInUse) => {
      for (const own of await filesIn(folder)) {
        const files = await filesIn(own);
        const unused = files.filter((path) => !pathsInUse.has(path));
        for (const path of unused) await rm(path, { force: true });
        if (unused.length === files.length) await forgetFolder(own);
      }
    },
  };
}

/** Within the bytes that file systems take, cut between characters. */
function fileName(name: string): string {
  let cut = "";
  for (const { segment } of new Intl.Segmenter().segment(name)) {
    if (Buffer.byteLength(cut + segment) > maxNameBytes) break;
    cut += segment;
  }
  return `${cut.trimEnd()}.txt`;
}

/** The paths of what lies in a folder; none where it is not there. */
async function filesIn(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).map((name) => join(folder, name));
}
