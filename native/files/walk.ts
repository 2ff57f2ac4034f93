import type { Dirent, Stats } from "node:fs";
import { lstat, readdir, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { FileFacts } from "#core/ports/files.ts";
import { undecodableNames } from "./undecodable-names.ts";

type Found = { facts: FileFacts } | { path: string; error: Error };

interface Walk {
  signal: AbortSignal;
  /** Hearth's own data, which is never indexed. */
  except: string | null;
  seen: Set<string>;
}

/** Folders of tools: full of files that nobody wrote. Hidden ones (.git, .venv) are passed over anyway. */
const toolFolders = new Set([
  "node_modules",
  "bower_components",
  "__pycache__",
  "site-packages",
  "$RECYCLE.BIN",
  "System Volume Information",
]);
const toolFiles = new Set(["desktop.ini", "Thumbs.db", "ehthumbs.db"]);
/** Files looked at side by side: enough to hide the latency of a slow disk. */
const statsAtOnce = 64;

/** See the Files port. Within a folder come its files, then its folders, each by the code units of their names. */
export async function* walk(
  paths: readonly string[],
  options: { signal: AbortSignal; except: string },
): AsyncGenerator<Found> {
  const { signal } = options;
  const seen = new Set<string>();
  // Without a data folder there is nothing to leave out
  const except = await realpath(options.except).catch(() => null);
  for (const named of new Set(paths.map((one) => resolve(one)))) {
    signal.throwIfAborted();
    let path = named;
    try {
      // By a link or another spelling it is the same file
      path = await realpath(named);
      const facts = await stat(path);
      if (facts.isDirectory())
        yield* walkFolder(path, path, { signal, except, seen });
      else if (!seen.has(path)) {
        seen.add(path);
        if (facts.isFile()) yield { facts: factsOf(path, facts) };
        else yield { path, error: new Error(`${path} is not a file`) };
      }
    } catch (error) {
      signal.throwIfAborted();
      yield { path, error: asError(error) };
    }
  }
}

/** Links are not followed: what they lead to inside the folder is walked anyway, the rest is outside. */
async function* walkFolder(
  folder: string,
  realFolder: string,
  walking: Walk,
): AsyncGenerator<Found> {
  walking.signal.throwIfAborted();
  if (realFolder === walking.except) return;
  let entries: Dirent[];
  let undecodable: Awaited<ReturnType<typeof undecodableNames>>;
  try {
    entries = await readdir(folder, { withFileTypes: true });
    undecodable = await undecodableNames(
      folder,
      entries.map(({ name }) => name),
    );
  } catch (error) {
    if (isNew(folder, walking)) yield { path: folder, error: asError(error) };
    return;
  }
  for (const { name, path, error } of undecodable)
    if (!isPassedOver(name) && isNew(path, walking)) yield { path, error };
  // Of several that read alike, as many as can't be opened: another may truly be called so
  const unopened = Map.groupBy(undecodable, ({ name }) => name);
  const visible = entries
    .filter(
      ({ name }) =>
        !isPassedOver(name) && unopened.get(name)?.pop() === undefined,
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const files = visible
    .filter((entry) => entry.isFile())
    .map((entry) => join(folder, entry.name));
  for (let at = 0; at < files.length; at += statsAtOnce) {
    walking.signal.throwIfAborted();
    const fresh = files
      .slice(at, at + statsAtOnce)
      .filter((path) => isNew(path, walking));
    yield* await Promise.all(fresh.map(lookAt));
  }
  for (const entry of visible)
    if (entry.isDirectory())
      yield* walkFolder(
        join(folder, entry.name),
        join(realFolder, entry.name),
        walking,
      );
}

/** What was named itself may come again in its folder: a path is told once. */
function isNew(path: string, { seen }: Walk): boolean {
  if (seen.has(path)) return false;
  seen.add(path);
  return true;
}

async function lookAt(path: string): Promise<Found> {
  try {
    return { facts: factsOf(path, await lstat(path)) };
  } catch (error) {
    return { path, error: asError(error) };
  }
}

/** Whole milliseconds: what a database column can hold and compare. */
export function factsOf(path: string, { size, mtimeMs }: Stats): FileFacts {
  return { path, sizeBytes: size, modifiedMs: Math.trunc(mtimeMs) };
}

function isPassedOver(name: string): boolean {
  // ~$ is what office programs leave beside an open document
  return (
    name.startsWith(".") ||
    name.startsWith("~$") ||
    toolFolders.has(name) ||
    toolFiles.has(name)
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
