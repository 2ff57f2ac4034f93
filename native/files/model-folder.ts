import {
  createReadStream,
  createWriteStream,
  existsSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { mkdir, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "#contract/errors.ts";
import type {
  EmbeddingModelFolder,
  ModelFile,
  ModelFolder,
} from "#core/ports/model-folder.ts";
import { diskFull, isDiskFull } from "#shared/disk-full.ts";
import { noSuchModel } from "#shared/missing-model.ts";
import { EmbeddingFolders } from "./embedding-folders.ts";
import { readGgufHeader } from "./gguf-header.ts";
import { HeaderCache } from "./header-cache.ts";

/** No usable model is smaller than its own header with a vocabulary. */
const smallestBytes = 1024;
const partialSuffix = ".hearth-part";

/**
 * The folder on this computer that holds the person's models; created when a model is added. The built-in ones lie in
 * another, which is only read; null where there is none.
 */
export function createModelFolder(options: {
  folder: string;
  builtInFolder: string | null;
}): ModelFolder {
  const root = resolve(options.folder);
  const idOf = (path: string) => relative(root, path).split(sep).join("/");
  const folders = [{ path: root, isBuiltIn: false }];
  if (options.builtInFolder !== null)
    folders.push({ path: resolve(options.builtInFolder), isBuiltIn: true });
  const embedding = new EmbeddingFolders(folders);
  const embeddingModels = () => embedding.find();
  const headers = new HeaderCache();

  const list = async (): Promise<ModelFile[]> => {
    const found: ModelFile[] = [];
    const paths = await ggufPaths(root);
    headers.keepOnly(paths);
    for (const path of paths) {
      const model = await ggufAt(path, idOf(path), headers);
      if (model !== null) found.push(model);
    }
    for (const folder of await embeddingModels())
      found.push(await embeddingModelAt(folder));
    return found.sort((a, b) => a.name.localeCompare(b.name));
  };

  sweepParts(root);

  return {
    list,

    embeddingModels,

    inspect: async (path) => checkedGguf(resolve(path), resolve(path)),

    add: async (sourcePath, { signal, onProgress }) => {
      const source = resolve(sourcePath);
      const model = await checkedGguf(source, source);
      const target = join(root, basename(source));
      if ((await factsOf(target)) !== null) throw alreadyThere(target);
      const partial = `${target}${partialSuffix}`;
      await mkdir(root, { recursive: true, mode: 0o700 });
      let doneBytes = 0;
      const counter = new Transform({
        transform(chunk: Buffer, _encoding, next) {
          doneBytes += chunk.length;
          onProgress?.({ doneBytes, totalBytes: model.sizeBytes });
          next(null, chunk);
        },
      });
      try {
        await pipeline(
          createReadStream(source, { highWaterMark: 1024 * 1024 }),
          counter,
          createWriteStream(partial, { mode: 0o600 }),
          { signal },
        );
        await rename(partial, target);
      } catch (error) {
        await rm(partial, { force: true });
        signal.throwIfAborted();
        throw explainCopy(error, source);
      }
      return checkedGguf(target, idOf(target));
    },

    remove: async (id) => {
      const model = (await list()).find((one) => one.id === id);
      if (model === undefined) throw noSuchModel(id);
      if (model.isBuiltIn)
        throw new AppError("not-permitted", `${id} is built in.`, {
          advice: "Choose another embedding model, and it is not used.",
          params: { name: id },
        });
      await rm(model.path, {
        recursive: model.kind === "embedding",
        force: true,
      });
      // A folder that held only this file goes with it
      const parent = dirname(model.path);
      if (
        parent !== root &&
        model.kind === "language" &&
        (await readdir(parent)).length === 0
      )
        await rm(parent, { recursive: true });
    },
  };
}

/** Another Hearth may be copying into the same folder: what grew lately is not left over. */
const liveMs = 10 * 60_000;

/** Removes copies that were cut off by the end of Hearth. */
function sweepParts(root: string): void {
  if (!existsSync(root)) return;
  for (const name of readdirSync(root))
    if (name.endsWith(partialSuffix) && isLeft(join(root, name)))
      rmSync(join(root, name), { force: true });
}

function isLeft(path: string): boolean {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts?.isFile() === true && Date.now() - facts.mtimeMs > liveMs;
}

/** Paths of GGUF files, at the top and one level below. */
async function ggufPaths(root: string): Promise<string[]> {
  const paths: string[] = [];
  for (const entry of await entriesOf(root)) {
    const path = join(root, entry.name);
    if (isGgufName(entry.name)) paths.push(path);
    else if (!entry.name.startsWith(".") && (await isFolder(path))) {
      const below = (await entriesOf(path)).map((one) => one.name);
      paths.push(...below.filter(isGgufName).map((name) => join(path, name)));
    }
  }
  return paths;
}

/** Of a model in several files the first one stands for all. */
function isGgufName(name: string): boolean {
  const part = /-(\d{5})-of-\d{5}\.gguf$/iu.exec(name)?.[1];
  return /\.gguf$/iu.test(name) && (part === undefined || part === "00001");
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch {
    // Not there yet, or not ours to read: no models
    return [];
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

async function factsOf(path: string) {
  return stat(path).catch(() => null);
}

async function embeddingModelAt({
  id,
  path,
  isBuiltIn,
}: EmbeddingModelFolder): Promise<ModelFile> {
  return {
    id,
    kind: "embedding",
    name: id,
    path,
    sizeBytes: await folderBytes(path),
    description: "",
    contextTokens: null,
    isBuiltIn,
  };
}

async function ggufAt(
  path: string,
  id: string,
  headers = new HeaderCache(),
): Promise<ModelFile | null> {
  const facts = await factsOf(path);
  if (facts === null || facts.isDirectory()) return null;
  const header = await headers.headerOf(path, facts);
  const described = [header?.architecture, header?.quantisation];
  return {
    id,
    kind: "language",
    name: basename(path).replace(/\.gguf$/iu, ""),
    path,
    sizeBytes: facts.size,
    description: described
      .filter((part) => typeof part === "string")
      .join(", "),
    contextTokens: header?.contextTokens ?? null,
    isBuiltIn: false,
  };
}

async function checkedGguf(path: string, id: string): Promise<ModelFile> {
  const name = basename(path);
  const facts = await factsOf(path);
  if (facts === null)
    throw new AppError("model-missing", `There is no file ${name}.`, {
      params: { name },
    });
  const header = facts.isFile()
    ? await readGgufHeader(await realpath(path)).catch((error: unknown) => {
        throw explainCopy(error, path);
      })
    : null;
  const model = await ggufAt(path, id);
  if (header === null || model === null || facts.size < smallestBytes)
    throw new AppError(
      "model-damaged",
      `${name} is not a whole GGUF model file.`,
      {
        advice: "Choose a file that ends in .gguf, downloaded completely.",
        params: { name },
      },
    );
  return model;
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  let total = 0;
  for (const entry of entries)
    if (entry.isFile())
      total += (await factsOf(join(entry.parentPath, entry.name)))?.size ?? 0;
  return total;
}

function alreadyThere(path: string): AppError {
  const name = basename(path);
  return new AppError(
    "model-already-there",
    `The models folder already holds a file named ${name}.`,
    {
      advice: "Remove that one first, or rename the new file.",
      params: { name },
    },
  );
}

function explainCopy(error: unknown, path: string): unknown {
  const code = error instanceof Error && "code" in error ? error.code : null;
  const name = basename(path);
  if (isDiskFull(error))
    return diskFull(error, {
      advice: `Free some space on the disk that holds the models folder, then add ${name} again.`,
    });
  if (code === "EACCES" || code === "EPERM" || code === "EIO")
    return new AppError("file-unreadable", `${name} can't be read or copied.`, {
      advice: "Check the permissions of the file and of the models folder.",
      params: { name },
      cause: error,
    });
  return error;
}
