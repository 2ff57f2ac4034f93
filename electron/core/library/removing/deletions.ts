import type { JobStore } from "#core/jobs/job-store.ts";
import { DocumentTable } from "#core/library/documents/document-table.ts";
import type { LibraryEvents } from "#core/library/documents/library-events.ts";
import { isAtOrBelow } from "#core/library/documents/paths.ts";
import { StaleRows } from "#core/library/documents/stale-rows.ts";
import type { Database } from "#core/ports/database.ts";
import type { Log } from "#core/ports/log.ts";
import type { Eraser } from "./eraser.ts";
import { PathTraces } from "./path-traces.ts";
import { UnscrubbedIndexes } from "./unscrubbed-indexes.ts";

export interface DeletionsOptions {
  db: Database;
  log: Log;
  jobs: Pick<JobStore, "waitingPaths" | "relabelEnded">;
  events: Pick<LibraryEvents, "documentsRemoved">;
  eraser: Pick<Eraser, "erase">;
}

/**
 * Every way by which documents leave the database for good goes through here: a removal that is final, a cancelled
 * job, a file that is gone, a workspace that is deleted. Deleting is part of the caller's transaction; once that is
 * over, whoever keeps copies is told, and the files that held the words are erased.
 */
export class Deletions {
  readonly #options: DeletionsOptions;
  readonly #table: DocumentTable;
  readonly #stale: StaleRows;
  readonly #unscrubbed: UnscrubbedIndexes;
  readonly #traces: PathTraces;
  readonly #listeners = new Set<(paths: readonly string[]) => void>();
  /** What may have gone since it was told last: a transaction that failed takes it back. */
  #paths = new Set<string>();
  #documents: { id: string; workspaceId: string }[] = [];
  #isDue = false;

  constructor(options: DeletionsOptions) {
    this.#options = options;
    this.#table = new DocumentTable(options.db);
    this.#stale = new StaleRows(options.db);
    this.#unscrubbed = new UnscrubbedIndexes(options.db);
    this.#traces = new PathTraces(options);
  }

  /** Told the paths that no document has any more and no job has still to walk. Returns the disposer. */
  onDeleted(listener: (paths: readonly string[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Forgets documents of a workspace; their rows in its indexes go by the journal. Returns those that were there. */
  delete(workspaceId: string, ids: readonly string[]): string[] {
    return this.#delete(
      workspaceId,
      "id IN (SELECT value FROM json_each(:ids))",
      { ids: JSON.stringify(ids) },
    );
  }

  /** Forgets all of a workspace that is deleted itself, with its indexes: no row of theirs needs a journal. */
  deleteAll(workspaceId: string): void {
    this.#delete(workspaceId, "true");
    this.#stale.forgetWorkspace(workspaceId);
  }

  /** A job gave these paths up: what no document was made of may go as well. */
  giveUpPaths(paths: readonly string[]): void {
    for (const path of paths) this.#paths.add(path);
    this.#settleSoon();
  }

  /** Resolves when nothing of what was deleted can be read in any file of Hearth's; a failure is logged and tried again. */
  async settle(): Promise<void> {
    this.#isDue = false;
    try {
      this.#tell();
    } catch (error) {
      this.#options.log.error("deleted documents could not be told", error);
    }
    await this.#options.eraser.erase();
  }

  #delete(
    workspaceId: string,
    condition: string,
    parameters: { ids?: string } = {},
  ): string[] {
    const { db } = this.#options;
    const found = db
      .all(
        `SELECT id, path, status FROM documents WHERE workspace_id = :workspaceId AND ${condition}`,
        { workspaceId, ...parameters },
      )
      .map((row) => ({
        id: String(row["id"]),
        path: String(row["path"]),
        isHidden: row["status"] === "removed",
      }));
    if (found.length === 0) return [];
    const ids = found.map(({ id }) => id);
    db.transaction(() => {
      this.#unscrubbed.add(workspaceId);
      this.#stale.add(ids.map((id) => ({ id, workspaceId })));
      this.#table.delete(ids);
      this.#traces.forget(
        workspaceId,
        found.map(({ path }) => path),
      );
    });
    for (const { id, path, isHidden } of found) {
      this.#paths.add(path);
      // Of a hidden one clients were told when it was hidden
      if (!isHidden) this.#documents.push({ id, workspaceId });
    }
    this.#settleSoon();
    return ids;
  }

  /** A transaction can't wait: the next tick is behind it. */
  #settleSoon(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    void Promise.resolve().then(() =>
      this.#isDue ? this.settle() : undefined,
    );
  }

  #tell(): void {
    const { db, jobs, events } = this.#options;
    const [paths, documents] = [this.#paths, this.#documents];
    [this.#paths, this.#documents] = [new Set(), []];
    if (paths.size === 0) return;
    const left = new Set(
      this.#table.idsWhere("id IN (SELECT value FROM json_each(:ids))", {
        ids: JSON.stringify(documents.map(({ id }) => id)),
      }),
    );
    const gone = documents.filter(({ id }) => !left.has(id));
    for (const [workspaceId, group] of Map.groupBy(
      gone,
      (one) => one.workspaceId,
    ))
      events.documentsRemoved(
        workspaceId,
        group.map(({ id }) => id),
      );
    const used = new Set(
      db
        .all(
          "SELECT path FROM documents WHERE path IN (SELECT value FROM json_each(:paths))",
          { paths: JSON.stringify([...paths]) },
        )
        .map((row) => String(row["path"])),
    );
    const waiting = new Set(jobs.waitingPaths());
    const free = [...paths].filter(
      (path) => !used.has(path) && !isAtOrBelow(path, waiting),
    );
    if (free.length > 0) for (const tell of this.#listeners) tell(free);
  }
}
