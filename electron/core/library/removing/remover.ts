import type { LibraryEvents } from "#core/library/documents/library-events.ts";
import type { IndexWriter } from "#core/library/indexes/index-writer.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { Log } from "#core/ports/log.ts";
import type { Deletions } from "./deletions.ts";
import type { Eraser } from "./eraser.ts";
import type { Removals } from "./removals.ts";

/** How long a removal can be undone. */
const undoWindowMs = 60_000;

export interface RemoverOptions {
  db: Database;
  clock: Clock;
  log: Log;
  removals: Removals;
  deletions: Deletions;
  eraser: Pick<Eraser, "drop">;
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
  /** Of the timers that end the time to undo a removal. */
  readonly #cancels = new Set<() => void>();
  /** The last removal of each document that waits for its end: a time says too little, for clocks are set back. */
  readonly #removals = new Map<string, symbol>();

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
    const { removals, events, writer, clock, deletions } = this.#options;
    const hidden = await this.#options.interrupt(documentIds, () =>
      removals.hide(workspaceId, documentIds),
    );
    if (hidden.length > 0) events.documentsRemoved(workspaceId, hidden);
    const removed = hidden.length;
    if (isFinal) {
      deletions.delete(workspaceId, hidden);
      await deletions.settle();
      return { removed, restorableUntil: null };
    }
    await writer.removeStaleRows();
    if (removed > 0) this.#deleteLater(workspaceId, hidden);
    return { removed, restorableUntil: clock.now() + undoWindowMs };
  }

  /** Undoes removals that are not final yet; `unread` documents wait for a job. */
  restore(
    workspaceId: string,
    documentIds: readonly string[],
  ): { restored: string[]; unread: string[] } {
    const found = this.#options.removals.restore(workspaceId, documentIds);
    for (const id of found.restored) this.#removals.delete(id);
    for (const id of found.restored)
      this.#options.events.documentChanged(workspaceId, id);
    return found;
  }

  /**
   * Deletes all of a workspace, in one transaction with `change`, which deletes the workspace itself. Resolves when
   * nothing of it can be read in any file of Hearth's.
   */
  async removeWorkspace(
    workspaceId: string,
    change: () => void,
  ): Promise<void> {
    const { db, removals, deletions, eraser } = this.#options;
    await this.#options.interrupt(removals.all(workspaceId), () =>
      db.transaction(() => {
        deletions.deleteAll(workspaceId);
        change();
      }),
    );
    await deletions.settle();
    await eraser.drop(workspaceId);
  }

  /** At start: what Hearth ended before it was deleted. */
  deleteLeft(): void {
    this.#deleteHidden();
  }

  /** Nobody can undo anything any more. */
  async close(): Promise<void> {
    for (const cancel of this.#cancels) cancel();
    this.#deleteHidden();
    await this.#options.deletions.settle();
  }

  #deleteLater(workspaceId: string, hidden: readonly string[]): void {
    const { clock, log, removals, deletions } = this.#options;
    const removal = Symbol("removal");
    for (const id of hidden) this.#removals.set(id, removal);
    const cancel = clock.after(undoWindowMs, () => {
      this.#cancels.delete(cancel);
      const due = hidden.filter((id) => this.#removals.get(id) === removal);
      for (const id of due) this.#removals.delete(id);
      try {
        deletions.delete(workspaceId, removals.hiddenOf(workspaceId, due));
      } catch (error) {
        log.error("removed documents could not be deleted", error);
      }
    });
    this.#cancels.add(cancel);
  }

  #deleteHidden(): void {
    const { db, removals, deletions } = this.#options;
    db.transaction(() => {
      for (const [workspaceId, ids] of removals.hidden())
        deletions.delete(workspaceId, ids);
    });
  }
}
