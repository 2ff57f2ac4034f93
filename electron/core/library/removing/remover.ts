import type { LibraryEvents } from "#core/library/documents/library-events.ts";
import type { IndexWriter } from "#core/library/indexes/index-writer.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { Log } from "#core/ports/log.ts";
import type { Eraser } from "./eraser.ts";
import type { Removals } from "./removals.ts";

/** How long a removal can be undone. */
const undoWindowMs = 60_000;

export interface RemoverOptions {
  db: Database;
  clock: Clock;
  log: Log;
  removals: Removals;
  eraser: Eraser;
  writer: Pick<IndexWriter, "removeStaleRows">;
  events: LibraryEvents;
  /** Lets go of what is in hand of these documents, then makes the change. */
  interrupt: <Result>(
    ids: readonly string[],
    change: () => Result,
  ) => Promise<Result>;
}

/** Takes documents out of the library: hidden at once, and deleted when nobody can undo it any more. */
export class Remover {
  readonly #options: RemoverOptions;
  readonly #listeners = new Set<(paths: readonly string[]) => void>();
  /** Of the timers that end the time to undo a removal. */
  readonly #cancels = new Set<() => void>();

  constructor(options: RemoverOptions) {
    this.#options = options;
  }

  /**
   * Resolves when searches don't find them; for a final removal, when nothing of them can be read in any file of
   * Hearth's.
   */
  async remove({
    workspaceId,
    documentIds,
    isFinal = false,
  }: {
    workspaceId: string;
    documentIds: readonly string[];
    isFinal?: boolean;
  }): Promise<{ removed: number; restorableUntil: number | null }> {
    const { removals, events, writer, clock, eraser } = this.#options;
    const hidden = await this.#options.interrupt(documentIds, () =>
      removals.hide(workspaceId, documentIds),
    );
    if (hidden.length > 0) events.documentsRemoved(workspaceId, hidden);
    const removed = hidden.length;
    if (isFinal) {
      this.#delete(new Map([[workspaceId, hidden]]));
      await eraser.erase();
      return { removed, restorableUntil: null };
    }
    await writer.removeStaleRows();
    if (removed > 0) this.#deleteLater();
    return { removed, restorableUntil: clock.now() + undoWindowMs };
  }

  /** Undoes removals that are not final yet; `unread` documents wait for a job. */
  restore(
    workspaceId: string,
    documentIds: readonly string[],
  ): { restored: string[]; unread: string[] } {
    const found = this.#options.removals.restore(workspaceId, documentIds);
    for (const id of found.restored)
      this.#options.events.documentChanged(workspaceId, id);
    return found;
  }

  /** Told the paths of documents that were deleted and that no other document has. Returns the disposer. */
  onDeleted(listener: (paths: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** At start: what Hearth ended before it was deleted. Their words go from the index behind the first run. */
  deleteLeft(): void {
    this.#delete(this.#options.removals.expired(0));
  }

  /** Nobody can undo anything any more. */
  async close(): Promise<void> {
    for (const cancel of this.#cancels) cancel();
    this.#delete(this.#options.removals.expired(0));
    await this.#options.eraser.erase();
  }

  #deleteLater(): void {
    const { clock, removals, eraser, log } = this.#options;
    const cancel = clock.after(undoWindowMs, () => {
      this.#cancels.delete(cancel);
      try {
        this.#delete(removals.expired(undoWindowMs));
        void eraser.erase();
      } catch (error) {
        log.error("removed documents could not be deleted", error);
      }
    });
    this.#cancels.add(cancel);
  }

  #delete(byWorkspace: ReadonlyMap<string, readonly string[]>): void {
    const { db, removals } = this.#options;
    const paths = db.transaction(() => {
      const only = removals.pathsOnlyOf([...byWorkspace.values()].flat());
      for (const [workspaceId, ids] of byWorkspace)
        removals.delete(workspaceId, ids);
      return only;
    });
    if (paths.length > 0) for (const tell of this.#listeners) tell(paths);
  }
}
