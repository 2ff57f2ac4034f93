import { appErrorFrom } from "#contract/errors.ts";
import { asAppError } from "#core/library/documents/failures.ts";
import { isSameModel } from "#core/library/indexes/index-choice.ts";
import type { Deletions } from "#core/library/removing/deletions.ts";
import type { Eraser } from "#core/library/removing/eraser.ts";
import type { Removals } from "#core/library/removing/removals.ts";
import type { ScanStore } from "#core/library/scanning/scan-store.ts";
import type { ChunkIndex } from "#core/ports/chunk-index.ts";
import type { EmbeddingModel } from "#core/ports/embedder.ts";
import type { WorkspaceStore } from "#core/workspaces/workspace-store.ts";
import { IndexingRun, type RunParts } from "./indexing-run.ts";
import { JobWalks } from "./job-walks.ts";

export interface IndexerParts extends RunParts {
  index: ChunkIndex;
  workspaces: WorkspaceStore;
  scans: ScanStore;
  removals: Removals;
  deletions: Deletions;
  eraser: Eraser;
}

interface Current {
  run: IndexingRun;
  model: EmbeddingModel | null;
  walks: JobWalks;
}

/** A model that comes and goes is given this many chances in a row. */
const maxModelChanges = 3;

/** Works on the jobs whenever there are any, one run at a time; a run is stopped and begun again for what concerns it whole. */
export class Indexer {
  readonly #parts: IndexerParts;
  #controller = new AbortController();
  #current: Current | null = null;
  #loop: Promise<void> | null = null;
  #tidying: Promise<void> = Promise.resolve();
  #isWanted = false;
  #mustVerify = false;
  #mustCheck = false;
  #holds = 0;
  #modelChanges = 0;
  #isClosed = false;

  constructor(parts: IndexerParts) {
    this.#parts = parts;
  }

  /** There may be something to do. */
  wake(): void {
    if (this.#isClosed) return;
    this.#isWanted = true;
    if (this.#current !== null) {
      this.#current.walks.start();
      this.#current.run.lookAgain();
    }
    if (this.#holds === 0) this.#loop ??= this.#work();
  }

  /** Once at start: puts index and database in step before anything else. */
  start(): void {
    this.#mustVerify = true;
    this.#mustCheck = true;
    this.wake();
  }

  /** The model may be another one now: indexes are compared with it. */
  async checkIndexes(): Promise<void> {
    const model = await this.#parts.embedder.model();
    if (this.#isClosed) return;
    this.#mustCheck = true;
    const isOther =
      this.#current !== null && !isSameModel(this.#current.model, model);
    const hasStarted =
      !isOther && this.#current !== null && this.#parts.indexes.check(model);
    if (isOther || hasStarted) await this.#restart();
    else this.wake();
  }

  /** Lets go of what is in hand of one job and makes a change, while the others go on. What is being written is written to its end. */
  async interruptJob<Result>(
    jobId: string,
    change: () => Result,
  ): Promise<Result> {
    this.#current?.run.callOffJob(jobId);
    this.#current?.walks.interrupt(jobId);
    return this.#changed(change);
  }

  /** The same for documents. */
  async interruptDocuments<Result>(
    ids: readonly string[],
    change: () => Result,
  ): Promise<Result> {
    this.#current?.run.callOffDocuments(new Set(ids));
    return this.#changed(change);
  }

  async #changed<Result>(change: () => Result): Promise<Result> {
    try {
      return await this.#parts.writer.exclusive(change);
    } finally {
      this.wake();
    }
  }

  /** Stops the work in good order and begins it again: what all of it was made for is another. */
  async #restart(): Promise<void> {
    this.#holds += 1;
    try {
      this.#controller.abort();
      await this.#loop;
    } finally {
      this.#holds -= 1;
      this.wake();
    }
  }

  /** Resolves when nothing is in hand any more; jobs go on at the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#controller.abort();
    await this.#loop;
    await this.#tidying;
    await this.#parts.writer.ended();
  }

  async #work(): Promise<void> {
    // Not before wake() has stored this promise
    await Promise.resolve();
    while (this.#isWanted && this.#holds === 0 && !this.#isClosed) {
      this.#isWanted = false;
      this.#controller = new AbortController();
      try {
        await this.#runOnce(this.#controller.signal);
        this.#modelChanges = 0;
      } catch (error) {
        if (!this.#controller.signal.aborted || this.#failure !== null)
          this.#pauseFor(this.#failure ?? error);
      } finally {
        this.#failure = null;
        this.#putDown();
      }
    }
    this.#loop = null;
  }

  /** The first failure of a run; it aborts the rest of it. */
  #failure: unknown = null;

  async #runOnce(signal: AbortSignal): Promise<void> {
    const { store, writer, embedder, indexes, workspaces, events, live } =
      this.#parts;
    store.putBack();
    live.goOn();
    await writer.removeStaleRows();
    const model = await embedder.model();
    if (this.#mustVerify) {
      for (const { id } of workspaces.list()) {
        await indexes.dropOthers(id);
        await indexes.verify(id);
      }
      this.#mustVerify = false;
    }
    signal.throwIfAborted();
    indexes.check(model, { waitingOnly: !this.#mustCheck });
    this.#mustCheck = false;
    events.jobsChanged();
    const walks = new JobWalks(this.#parts, {
      signal,
      onChange: () => run.lookAgain(),
      onFailure: (error) => this.#fail(error),
    });
    const run = new IndexingRun(this.#parts, {
      model,
      signal,
      isScanning: () => {
        // A rebuild that ended lets the jobs behind it begin
        walks.start();
        return walks.isWalking;
      },
    });
    this.#current = { run, model, walks };
    walks.start();
    await run.work().catch((error: unknown) => this.#fail(error));
    await walks.ended();
    if (this.#failure !== null) throw this.#failure;
    this.#tidyAfter(run);
  }

  #fail(error: unknown): void {
    if (this.#controller.signal.aborted) return;
    this.#failure = error;
    this.#controller.abort();
  }

  /** What stops the work as a whole, such as a full disk, is shown on every job until a person resumes it. */
  #pauseFor(error: unknown): void {
    const { jobs, events, log } = this.#parts;
    if (
      appErrorFrom(error)?.code === "model-missing" &&
      this.#modelChanges < maxModelChanges
    ) {
      this.#modelChanges += 1;
      this.#mustCheck = true;
      this.#isWanted = true;
      return;
    }
    log.error("indexing was stopped", error);
    const reason = asAppError(error).toData();
    try {
      for (const job of jobs.runnable()) jobs.pause(job.id, reason);
    } catch (failure) {
      log.error("the jobs could not be paused", failure);
      this.#parts.live.holdUp(reason);
    }
    events.jobsChanged();
  }

  #putDown(): void {
    this.#current = null;
    this.#parts.live.stop();
    try {
      this.#parts.store.putBack();
    } catch (error) {
      // With the disk full they stay as they are until the next run
      this.#parts.log.error("documents in hand could not be put back", error);
    }
    this.#parts.events.jobsChanged();
  }

  /** New rows are folded into the full-text index while the next run may begin already. */
  #tidyAfter(run: IndexingRun): void {
    const { workspaces, index, log, eraser } = this.#parts;
    this.#tidying = this.#tidying.then(async () => {
      if (!this.#isClosed) await eraser.erase();
      for (const workspaceId of run.written) {
        const key = workspaces.activeIndex(workspaceId);
        if (key === null || this.#isClosed) continue;
        try {
          await (await index.open(key)).optimize();
        } catch (error) {
          log.error("the index could not be compacted", error);
        }
      }
    });
  }
}
