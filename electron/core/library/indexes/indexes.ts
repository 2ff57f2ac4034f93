import type { JobStore } from "#core/jobs/job-store.ts";
import type { DocumentLifecycle } from "#core/library/documents/document-lifecycle.ts";
import type { ChunkIndex, IndexKey } from "#core/ports/chunk-index.ts";
import type { Database } from "#core/ports/database.ts";
import type { Embedder, EmbeddingModel } from "#core/ports/embedder.ts";
import type { Log } from "#core/ports/log.ts";
import { isSameIndex } from "#core/workspaces/index-key.ts";
import type { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { indexKeyFor, isKeywordOnly } from "./index-choice.ts";
import type { IndexWriter } from "./index-writer.ts";
import type { RebuildStore } from "./rebuild-store.ts";

export interface IndexesParts {
  db: Database;
  log: Log;
  index: ChunkIndex;
  embedder: Pick<Embedder, "model">;
  workspaces: WorkspaceStore;
  jobs: JobStore;
  rebuilds: RebuildStore;
  store: Pick<DocumentLifecycle, "forgetIndex">;
  writer: IndexWriter;
}

/** Decides which index each workspace has, and when it must be built anew beside the one that is searched. */
export class Indexes {
  readonly #parts: IndexesParts;

  constructor(parts: IndexesParts) {
    this.#parts = parts;
  }

  /**
   * Compares each workspace's index with the model that is there now. Returns true where a rebuild was started.
   * `waitingOnly` looks only at workspaces to which files are being added.
   * Without a model an index with vectors stays, for the model may come back, unless files wait to be added to it.
   */
  check(model: EmbeddingModel | null, { waitingOnly = false } = {}): boolean {
    const { workspaces, jobs } = this.#parts;
    return workspaces
      .list()
      .filter(({ id }) => !waitingOnly || jobs.hasIndexJobs(id))
      .map(({ id }) => this.#checkOne(id, model))
      .some((hasStarted) => hasStarted);
  }

  #checkOne(workspaceId: string, model: EmbeddingModel | null): boolean {
    const { workspaces, rebuilds, jobs, db } = this.#parts;
    const wanted = indexKeyFor(workspaceId, model);
    const active = workspaces.activeIndex(workspaceId);
    if (jobs.rebuildOf(workspaceId) !== null) return false;
    const mayStay =
      active !== null &&
      !isKeywordOnly(active) &&
      isKeywordOnly(wanted) &&
      active.chunkerVersion === wanted.chunkerVersion &&
      !jobs.hasIndexJobs(workspaceId);
    if (mayStay) return false;
    const total = rebuilds.count(workspaceId, wanted, {
      settledOnly: isSameIndex(active, wanted),
    });
    if (total.files > 0) {
      db.transaction(() => {
        if (active === null) workspaces.setActiveIndex(workspaceId, wanted);
        jobs.create({
          workspaceId,
          kind: "rebuild",
          label: workspaces.get(workspaceId).name,
          paths: [],
          total,
        });
      });
      return true;
    }
    if (!isSameIndex(active, wanted))
      workspaces.setActiveIndex(workspaceId, wanted);
    return false;
  }

  /** Searches read the new index from now on; the others of the workspace are dropped. */
  async swap(workspaceId: string, key: IndexKey, jobId: string): Promise<void> {
    const { db, workspaces, jobs } = this.#parts;
    db.transaction(() => {
      workspaces.setActiveIndex(workspaceId, key);
      jobs.end(jobId, "done");
    });
    await this.dropOthers(workspaceId);
  }

  /** Removes indexes that nothing reads or builds. */
  dropOthers(workspaceId: string): Promise<void> {
    const { index, workspaces, jobs, writer } = this.#parts;
    return writer.exclusive(async () => {
      const active = workspaces.activeIndex(workspaceId);
      if (jobs.rebuildOf(workspaceId) !== null) return;
      for (const key of await index.list(workspaceId))
        if (!isSameIndex(key, active)) await index.drop(key);
    });
  }

  /**
   * At start: an index that can't be read, or has lost or gained rows (a power cut, a restored backup, a deleted
   * folder) is thrown away and built again from the stored text.
   */
  async verify(workspaceId: string): Promise<void> {
    const { workspaces, index, rebuilds, store, jobs, log, writer } =
      this.#parts;
    const active = workspaces.activeIndex(workspaceId);
    if (active === null || jobs.rebuildOf(workspaceId) !== null) return;
    await writer.exclusive(async () => {
      const expected = rebuilds.countChunks(workspaceId, active);
      const rows = await this.#check(active);
      if (expected === null || rows === expected) return;
      log.warn("the index does not hold what it should and is built again", {
        expected,
        rows: rows ?? -1,
      });
      store.forgetIndex(workspaceId, active);
      await index.drop(active);
    });
  }

  /** Null for a table that can't be opened or read. */
  async #check(key: IndexKey): Promise<number | null> {
    try {
      return await (await this.#parts.index.open(key)).check();
    } catch (error) {
      this.#parts.log.error("the index can't be read", error);
      return null;
    }
  }
}
