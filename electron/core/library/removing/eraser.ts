import type { IndexWriter } from "#core/library/indexes/index-writer.ts";
import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import type { Database } from "#core/ports/database.ts";
import type { Log } from "#core/ports/log.ts";
import type { Removals } from "./removals.ts";

export interface EraserOptions {
  db: Database;
  index: ChunkIndex;
  writer: IndexWriter;
  removals: Removals;
  log: Log;
}

/** Makes what was deleted unreadable also in the files that held it: the database, its backups and the indexes. */
export class Eraser {
  readonly #options: EraserOptions;

  constructor(options: EraserOptions) {
    this.#options = options;
  }

  /** Nothing to do where nothing was deleted. What fails, as on a full disk, is tried again at the next call or start. */
  async erase(): Promise<void> {
    const { db, index, writer, removals, log } = this.#options;
    const workspaceIds = removals.unscrubbed();
    if (workspaceIds.length === 0) return;
    try {
      await writer.removeStaleRows();
      for (const workspaceId of workspaceIds)
        await writer.exclusive(async () => {
          for (const key of await index.list(workspaceId))
            await (await index.open(key)).scrub();
          removals.setScrubbed(workspaceId);
        });
      db.scrub();
    } catch (error) {
      log.error("what was removed could not be erased from all files", error);
    }
  }
}
