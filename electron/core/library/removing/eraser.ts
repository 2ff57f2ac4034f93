import { SerialQueue } from "#core/concurrency/serial-queue.ts";
import type { IndexWriter } from "#core/library/indexes/index-writer.ts";
import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import type { Database } from "#core/ports/database.ts";
import type { Log } from "#core/ports/log.ts";
import { UnscrubbedIndexes } from "./unscrubbed-indexes.ts";

export interface EraserOptions {
  db: Database;
  index: ChunkIndex;
  writer: IndexWriter;
  log: Log;
}

/** Makes what was deleted unreadable also in the files that held it: the database, its backups and the indexes. */
export class Eraser {
  readonly #options: EraserOptions;
  readonly #unscrubbed: UnscrubbedIndexes;
  readonly #queue = new SerialQueue();

  constructor(options: EraserOptions) {
    this.#options = options;
    this.#unscrubbed = new UnscrubbedIndexes(options.db);
  }

  /** Nothing to do where nothing was deleted. What fails, as on a full disk, is tried again at the next call or start. */
  erase(): Promise<void> {
    return this.#queue.run(() => this.#erase());
  }

  /** Drops the indexes of a workspace that was deleted. The next start drops those where that failed. */
  async drop(workspaceId: string): Promise<void> {
    const { db, index, writer, log } = this.#options;
    try {
      await writer.exclusive(async () => {
        for (const key of await index.list(workspaceId)) await index.drop(key);
      });
      db.scrub();
    } catch (error) {
      log.error(
        "a deleted workspace could not be erased from all files",
        error,
      );
    }
  }

  async #erase(): Promise<void> {
    const { db, index, writer, log } = this.#options;
    try {
      const workspaceIds = this.#unscrubbed.all();
      if (workspaceIds.length === 0) return;
      await writer.removeStaleRows();
      for (const workspaceId of workspaceIds)
        await writer.exclusive(async () => {
          for (const key of await index.list(workspaceId))
            await (await index.open(key)).scrub();
          this.#unscrubbed.forget(workspaceId);
        });
      db.scrub();
    } catch (error) {
      log.error("what was removed could not be erased from all files", error);
    }
  }
}
