import { AppError, appErrorFrom } from "#contract/errors.ts";
import { abortable } from "#core/concurrency/abortable.ts";
import type { LiveProgress } from "#core/jobs/job-progress.ts";
import type { JobStore } from "#core/jobs/job-store.ts";
import type { ClaimedDocument } from "#core/library/documents/claimed-document.ts";
import type { DocumentLifecycle } from "#core/library/documents/document-lifecycle.ts";
import type { DocumentStore } from "#core/library/documents/document-store.ts";
import {
  asAppError,
  fileMissing,
  isOfTheFile,
  isOfUnreadType,
  quarantined,
  unreadable,
} from "#core/library/documents/failures.ts";
import type { LibraryEvents } from "#core/library/documents/library-events.ts";
import type { OutcomeListener } from "#core/library/documents/outcomes.ts";
import { maxAttempts } from "#core/library/documents/suspects.ts";
import { indexKeyFor } from "#core/library/indexes/index-choice.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Database } from "#core/ports/database.ts";
import type { EmbeddingModel } from "#core/ports/embedder.ts";
import type {
  ExtractedFile,
  ExtractionProgress,
  Extractor,
} from "#core/ports/extractor.ts";
import type { FileFacts, Files } from "#core/ports/files.ts";
import type { Log } from "#core/ports/log.ts";
import { indexKeyText } from "#core/workspaces/index-key.ts";
import { isSmall } from "./document-queue.ts";
import type { ReadDocument, ToRead } from "./reading.ts";

export interface ReaderParts {
  db: Database;
  clock: Clock;
  log: Log;
  files: Files;
  extractor: Extractor;
  documents: DocumentStore;
  jobs: JobStore;
  store: DocumentLifecycle;
  live: LiveProgress;
  events: LibraryEvents;
  onOutcome: OutcomeListener;
}

/** No larger file was ever read: what grew beyond is refused without a look at all of it. */
const maxIndexedBytes = 512 * 1024 * 1024;

/** Gets the texts of documents: from their files, or for a rebuild from the library. */
export class DocumentReader {
  readonly #parts: ReaderParts;
  readonly #model: EmbeddingModel | null;
  readonly #runSignal: AbortSignal;

  constructor(
    parts: ReaderParts,
    options: { model: EmbeddingModel | null; signal: AbortSignal },
  ) {
    this.#parts = parts;
    this.#model = options.model;
    this.#runSignal = options.signal;
  }

  /**
   * Reads all of them; null for one for which nothing is left to do: it is unchanged, has failed, was put last, or its
   * work was called off.
   */
  async readGroup(group: readonly ToRead[]): Promise<(ReadDocument | null)[]> {
    for (const { document } of group) this.#parts.live.take(document);
    // All of them end before a failure is told: nothing goes on behind the run's back
    const settled = await Promise.allSettled(
      group.map((one) => this.#read(one)),
    );
    const read = settled.map((one) => {
      if (one.status === "rejected") throw one.reason;
      return one.value;
    });
    this.#setEmbedding(read.filter((one) => one !== null));
    return read;
  }

  #setEmbedding(read: readonly ReadDocument[]): void {
    const { live, events, store } = this.#parts;
    const fromFiles = read.filter(({ file }) => file !== null);
    if (fromFiles.length === 0) return;
    store.setEmbedding(fromFiles.map(({ document }) => document.id));
    for (const { document } of fromFiles) {
      live.update(document.id, { phase: "embedding", fraction: 0 });
      events.documentChanged(document.workspaceId, document.id);
    }
  }

  async #read({ document, job, lease }: ToRead): Promise<ReadDocument | null> {
    const { events, documents } = this.#parts;
    if (job.kind === "rebuild") {
      const { text, blocks } = documents.text(document.id);
      const pages = documents.pages(document.id);
      return {
        document,
        lease,
        extraction: { title: document.title, text, blocks, pages },
        file: null,
      };
    }
    events.documentChanged(document.workspaceId, document.id);
    const { signal } = lease;
    let facts: FileFacts | null = null;
    try {
      facts = await this.#factsOf(document.path, signal);
      if (
        facts.sizeBytes <= maxIndexedBytes &&
        (await this.#isIndexedAlready(document, signal))
      ) {
        this.#keep(document, facts);
        return null;
      }
      const extraction = await this.#extract(document, facts, signal);
      signal.throwIfAborted();
      return { document, lease, extraction, file: { extraction, facts } };
    } catch (error) {
      this.#runSignal.throwIfAborted();
      if (signal.aborted) return null;
      this.#failOrPutLast(document, error, facts);
      return null;
    }
  }

  #extract(
    document: ClaimedDocument,
    facts: FileFacts,
    signal: AbortSignal,
  ): Promise<ExtractedFile> {
    const { extractor, live, events } = this.#parts;
    const onProgress = ({ page, pages }: ExtractionProgress) => {
      const fraction =
        page === null || pages === null || pages === 0
          ? 0
          : Math.min(1, page / pages);
      live.update(document.id, { page, pages, fraction });
      events.jobsChanged();
    };
    // Returns at once when aborted, even where a parser hangs
    return abortable(
      extractor.extract(document.path, {
        signal,
        onProgress,
        isSmall: isSmall(facts),
      }),
      signal,
    );
  }

  async #factsOf(path: string, signal: AbortSignal): Promise<FileFacts> {
    const facts = await this.#fromDisk(
      path,
      this.#parts.files.facts(path),
      signal,
    );
    if (facts === null) throw fileMissing(path);
    return facts;
  }

  #hashOf(path: string, signal: AbortSignal): Promise<string> {
    return this.#fromDisk(
      path,
      this.#parts.files.hash(path, { signal }),
      signal,
    );
  }

  async #fromDisk<Result>(
    path: string,
    work: Promise<Result>,
    signal: AbortSignal,
  ): Promise<Result> {
    try {
      return await abortable(work, signal);
    } catch (error) {
      throw error instanceof AppError ? error : unreadable(path, error);
    }
  }

  /** Only its date is new: what is indexed is this content, in the index in use. */
  async #isIndexedAlready(
    { path, fileHash, indexKey, workspaceId }: ClaimedDocument,
    signal: AbortSignal,
  ): Promise<boolean> {
    const key = indexKeyText(indexKeyFor(workspaceId, this.#model));
    if (fileHash === null || indexKey !== key) return false;
    const hash = await this.#hashOf(path, signal);
    signal.throwIfAborted();
    return hash === fileHash;
  }

  #keep(document: ClaimedDocument, facts: FileFacts): void {
    const { db, store, jobs, live } = this.#parts;
    const { id, jobId, path, sizeBytes } = document;
    db.transaction(() => {
      store.setUnchanged(id, facts);
      jobs.advance(jobId, { done: 1, unchanged: 1, doneBytes: sizeBytes });
    });
    live.leave(id);
    this.#tell(document);
    this.#parts.onOutcome({
      jobId,
      path,
      documentId: id,
      status: "unchanged",
      pages: null,
      chunks: null,
      reason: null,
    });
  }

  #failOrPutLast(
    document: ClaimedDocument,
    error: unknown,
    facts: FileFacts | null,
  ): void {
    const reason = asAppError(error);
    this.#parts.live.leave(document.id);
    if (
      reason.code === "extraction-crashed" &&
      this.#parts.store.putLast(document, { isAlone: true }) < maxAttempts
    ) {
      this.#tell(document);
      return;
    }
    if (appErrorFrom(error) === null)
      this.#parts.log.error("a file could not be read", error, {
        path: document.path,
      });
    else if (!isOfTheFile(reason)) throw error;
    this.fail(document, reason, facts);
  }

  fail(
    document: ClaimedDocument,
    reason: AppError,
    facts: FileFacts | null,
  ): void {
    const { db, store, jobs } = this.#parts;
    const { id, jobId, path, sizeBytes } = document;
    const status = isOfUnreadType(reason) ? "skipped" : "failed";
    db.transaction(() => {
      if (status === "skipped") store.skip(document, reason.toData(), facts);
      else store.fail(document, reason.toData(), facts);
      jobs.advance(jobId, { done: 1, [status]: 1, doneBytes: sizeBytes });
    });
    this.#tell(document);
    this.#parts.onOutcome({
      jobId,
      path,
      documentId: id,
      status,
      pages: null,
      chunks: null,
      reason: reason.toData(),
    });
  }

  /**
   * A worker died in the middle of its work on these: each is tried again behind the others, and alone. One that
   * was alone and has had its tries is failed.
   */
  putLastAfterDeath(
    documents: readonly ClaimedDocument[],
    { isAlone }: { isAlone: boolean },
  ): void {
    for (const document of documents) {
      this.#parts.live.leave(document.id);
      const attempts = this.#parts.store.putLast(document, { isAlone });
      if (attempts >= maxAttempts)
        this.fail(document, quarantined(attempts), null);
      else this.#tell(document);
    }
  }

  #tell({ workspaceId, id }: ClaimedDocument): void {
    this.#parts.events.documentChanged(workspaceId, id);
    this.#parts.events.jobsChanged();
  }
}
