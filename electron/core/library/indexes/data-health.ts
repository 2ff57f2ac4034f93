import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import type { Database } from "#core/ports/database.ts";
import type { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { RebuildStore } from "./rebuild-store.ts";

export interface DataHealthParts {
  db: Database;
  index: ChunkIndex;
  workspaces: WorkspaceStore;
  /** While a job writes, what an index should hold can't be told. */
  isBusy: (workspaceId: string) => boolean;
}

/**
 * Asks the database, and each workspace's search index, whether they hold what they should. Repairs nothing.
 * Returns a sentence for each thing that is wrong; none when all is well.
 */
export async function dataProblems(
  { db, index, workspaces, isBusy }: DataHealthParts,
  { signal }: { signal: AbortSignal },
): Promise<string[]> {
  const problems = db
    .all("PRAGMA quick_check(20)")
    .map((row) => String(row["quick_check"]))
    .filter((finding) => finding !== "ok")
    .map((finding) => `The database is damaged: ${finding}.`);
  const rebuilds = new RebuildStore(db);
  for (const { id, name } of workspaces.list()) {
    signal.throwIfAborted();
    const key = workspaces.activeIndex(id);
    if (key === null || isBusy(id)) continue;
    const expected = rebuilds.countChunks(id, key);
    if (expected === null) continue;
    const rows = await index
      .open(key)
      .then((table) => table.check())
      .catch(() => null);
    if (rows !== expected)
      problems.push(
        rows === null
          ? `The search index of "${name}" can't be read.`
          : `The search index of "${name}" holds ${rows} of ${expected} passages.`,
      );
  }
  return problems;
}
