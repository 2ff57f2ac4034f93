import { abortable } from "#core/concurrency/abortable.ts";
import { Channel } from "#core/concurrency/channel.ts";
import { WorkLimit } from "#core/concurrency/work-limit.ts";
import { chunkDocument } from "#core/library/chunking/chunker.ts";
import { estimateTokens } from "#core/library/chunking/estimate-tokens.ts";
import { sharedCounter } from "#core/library/chunking/shared-counter.ts";
import type { CountTokens } from "#core/library/chunking/token-counter.ts";
import type { ChunkedDocument } from "#core/library/documents/chunked-document.ts";
import {
  indexKeyFor,
  maxChunkTokens,
} from "#core/library/indexes/index-choice.ts";
import type {
  EmbeddedDocument,
  IndexWriter,
} from "#core/library/indexes/index-writer.ts";
import type { Indexes } from "#core/library/indexes/indexes.ts";
import type { RebuildStore } from "#core/library/indexes/rebuild-store.ts";
import type { Embedder, EmbeddingModel } from "#core/ports/embedder.ts";
import { DocumentQueue, isSmall } from "./document-queue.ts";
import { DocumentReader, type ReaderParts } from "./document-reader.ts";
import { embedAndWrite, type ToEmbed, weightOf } from "./embedding-stage.ts";
import { charsOf, type ReadDocument, type ToRead } from "./reading.ts";
import { type Lease, WorkLeases } from "./work-leases.ts";
import { isWorkerDeath } from "./worker-death.ts";

/** Characters of text that may wait to be embedded: some seconds of work. More only takes memory. */
const maxWaitingChars = 1_000_000;
/** Each waits for the worker that embeds to count its tokens; a character takes about eight bytes while it is cut. */
const chunkingLimits = { maxCount: 8, maxWeight: 8_000_000 };

export interface RunParts extends ReaderParts {
  embedder: Embedder;
  writer: IndexWriter;
  indexes: Indexes;
  rebuilds: RebuildStore;
}

/**
 * One stretch of work on all jobs that are not paused: the next file is read while the last is embedded and the
 * one before is written. Ends when nothing is queued; stops at once, in good order, when the signal aborts.
 */
export class IndexingRun {
  readonly #parts: RunParts;
  readonly #model: EmbeddingModel | null;
  readonly #signal: AbortSignal;
  readonly #queue: DocumentQueue;
  readonly #reader: DocumentReader;
  /** In the model's own tokens, or in estimated ones where there is no model. */
  readonly #countTokens: CountTokens;
  readonly #channel: Channel<ToEmbed>;
  readonly #isScanning: () => boolean;
  readonly #written = new Set<string>();
  readonly #leases: WorkLeases;
  /** The first failure of what nobody waits for. */
  #failure: { error: unknown } | null = null;
  #wake: () => void = () => undefined;

  constructor(
    parts: RunParts,
    options: {
      model: EmbeddingModel | null;
      isScanning: () => boolean;
      signal: AbortSignal;
    },
  ) {
    const { model, signal } = options;
    this.#parts = parts;
    this.#model = model;
    this.#signal = signal;
    this.#isScanning = options.isScanning;
    this.#leases = new WorkLeases(signal, () => this.lookAgain());
    this.#queue = new DocumentQueue(parts, model);
    this.#reader = new DocumentReader(parts, { model, signal });
    this.#countTokens =
      model === null
        ? estimateTokens
        : sharedCounter((texts) =>
            parts.embedder.countTokens(texts, { signal }),
          );
    this.#channel = new Channel({
      capacity: maxWaitingChars,
      weigh: weightOf,
      signal,
    });
  }

  /** Workspaces whose index has new rows. */
  get written(): ReadonlySet<string> {
    return this.#written;
  }

  /** More may be queued, or the walks are over. */
  lookAgain(): void {
    this.#wake();
  }

  /** Lets go of the documents of a job; what is being written is written. */
  callOffJob(jobId: string): void {
    this.#queue.startAnew(jobId);
    this.#callOff((lease) => lease.jobId === jobId);
  }

  callOffDocuments(ids: ReadonlySet<string>): void {
    this.#callOff(({ documentId }) => ids.has(documentId));
  }

  #callOff(isMeant: (lease: Lease) => boolean): void {
    const { live, store } = this.#parts;
    const ids = this.#leases.callOff(isMeant);
    for (const id of ids) live.leave(id);
    store.setInHand(ids, false);
  }

  async work(): Promise<void> {
    const { clock, embedder, live, events, store } = this.#parts;
    const embedding = embedAndWrite(this.#channel, {
      clock,
      embedder,
      model: this.#model,
      signal: this.#signal,
      onProgress: (id, fraction) => {
        live.update(id, { fraction });
        events.jobsChanged();
      },
      setInHand: (ids, isInHand) => store.setInHand(ids, isInHand),
      onWorkerDeath: (group) => this.#onWorkerDeath(group),
      write: (batch) => this.#write(batch),
    });
    await Promise.all([this.#readAll(), embedding]);
    await this.#endJobs();
  }

  async #readAll(): Promise<void> {
    const chunking = new WorkLimit(chunkingLimits);
    for (;;) {
      this.#signal.throwIfAborted();
      if (this.#failure !== null) throw this.#failure.error;
      const group = this.#take();
      if (group.length === 0) {
        if (this.#leases.size === 0 && !this.#isScanning()) break;
        await this.#change();
        continue;
      }
      this.#channel.work();
      const small = group.filter(({ document }) => isSmall(document));
      const large = group.filter(({ document }) => !isSmall(document));
      for (const part of [small, large]) {
        const read = await this.#read(part);
        if (read.length === 0) continue;
        await chunking.start(charsOf(read), () =>
          this.#chunkGroup(read).catch((error: unknown) => {
            this.#failure ??= { error };
            this.lookAgain();
          }),
        );
      }
    }
    this.#channel.end();
  }

  /** Claimed in one transaction: each of its own took longer than all the rest of claiming it. */
  #take(): ToRead[] {
    return this.#parts.db
      .transaction(() =>
        this.#queue.nextGroup({ isIdle: this.#leases.size === 0 }),
      )
      .map((next) => ({ ...next, lease: this.#leases.take(next.document) }));
  }

  async #read(group: readonly ToRead[]): Promise<ReadDocument[]> {
    if (group.length === 0) return [];
    const read = await this.#reader.readGroup(group);
    const left = read.filter((one) => one !== null);
    if (left.length === group.length) return left;
    for (const [at, { lease }] of group.entries())
      if (read[at] === null) this.#leases.release(lease);
    await this.#endJobs();
    return left;
  }

  /** Nothing can be claimed now: what waits is written, until that or a walk brings something new. */
  async #change(): Promise<void> {
    const change = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#channel.rest();
    await abortable(change, this.#signal);
  }

  async #chunkGroup(group: readonly ReadDocument[]): Promise<void> {
    const chunked = (
      await Promise.all(group.map((read) => this.#chunk(read)))
    ).filter((one) => one !== null);
    this.#parts.store.setInHand(
      chunked
        .filter(({ signal }) => !signal.aborted)
        .map(({ document }) => document.id),
      false,
    );
    for (const one of chunked)
      await this.#channel.put({
        chunked: one,
        key: indexKeyFor(one.document.workspaceId, this.#model),
      });
  }

  /** Null when its work was called off, or ended the worker that counts its tokens. */
  async #chunk({
    document,
    lease,
    extraction,
    file,
  }: ReadDocument): Promise<ChunkedDocument | null> {
    const { signal } = lease;
    const options = {
      maxTokens: maxChunkTokens(this.#model),
      countTokens: this.#countTokens,
      signal,
    };
    const chunked = (chunks: ChunkedDocument["chunks"]): ChunkedDocument => ({
      document,
      fileHash: file?.extraction.fileHash ?? document.fileHash ?? "",
      chunks,
      read: file,
      signal,
    });
    try {
      const chunks = await abortable(
        chunkDocument(extraction, options),
        signal,
      );
      signal.throwIfAborted();
      return chunked(chunks);
    } catch (error) {
      this.#signal.throwIfAborted();
      if (signal.aborted) return null;
      if (!isWorkerDeath(error)) throw error;
      this.#onWorkerDeath([chunked([])]);
      return null;
    }
  }

  /** Of several documents in work nobody knows which one ended the worker: only one that was alone is blamed. */
  #onWorkerDeath(group: readonly ChunkedDocument[]): void {
    const documents = group.map(({ document }) => document);
    this.#reader.putLastAfterDeath(documents, {
      isAlone: this.#leases.size === 1,
    });
    for (const { document, signal } of group)
      this.#leases.release({ documentId: document.id, signal });
  }

  async #write(batch: EmbeddedDocument[]): Promise<void> {
    const { live, events, onOutcome, writer } = this.#parts;
    const written = await writer.write(batch);
    for (const { chunked } of batch) {
      const { document, signal } = chunked;
      if (!signal.aborted) live.leave(document.id);
      this.#leases.release({ documentId: document.id, signal });
    }
    for (const { chunked } of written) {
      const { id, jobId, path, workspaceId } = chunked.document;
      this.#written.add(workspaceId);
      events.documentChanged(workspaceId, id);
      if (chunked.read === null) continue;
      const pages = chunked.read.extraction.pages.length;
      onOutcome({
        jobId,
        path,
        documentId: id,
        status: "indexed",
        pages: pages === 0 ? null : pages,
        chunks: chunked.chunks.length,
        reason: null,
      });
    }
    await this.#endJobs();
    this.lookAgain();
  }

  /** Ends the jobs that have nothing left to do. */
  async #endJobs(): Promise<void> {
    const { jobs, store, rebuilds, indexes, events } = this.#parts;
    for (const job of jobs.runnable()) {
      if (job.kind === "rebuild") {
        const key = indexKeyFor(job.workspaceId, this.#model);
        const left = rebuilds.count(job.workspaceId, key, {
          settledOnly: false,
        });
        if (left.files === 0) await indexes.swap(job.workspaceId, key, job.id);
        else continue;
      } else if (job.state === "running" && !store.hasOpen(job.id))
        jobs.end(job.id, "done");
      else continue;
      events.jobsChanged();
    }
  }
}
