import type { Job } from "#core/jobs/job-store.ts";
import { chunkDocument } from "#core/library/chunking/chunker.ts";
import { estimateTokens } from "#core/library/chunking/estimate-tokens.ts";
import type { ChunkedDocument } from "#core/library/documents/chunked-document.ts";
import type { ClaimedDocument } from "#core/library/documents/claimed-document.ts";
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
import { Channel } from "./channel.ts";
import {
  DocumentReader,
  type Read,
  type ReaderParts,
} from "./document-reader.ts";
import { embedAndWrite, type ToEmbed } from "./embedding-stage.ts";
import { retried } from "./retried.ts";
import { abortable } from "./waiting.ts";

/** Characters of text that may wait to be embedded. */
const waitingChars = 4_000_000;
/** Each counts tokens in the worker that embeds, and waits there for the batch in hand. */
const chunkedAtOnce = 8;
/** A chunk's share beside its text. */
const chunkOverhead = 1_000;

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
  readonly #reader: DocumentReader;
  readonly #channel: Channel<ToEmbed>;
  readonly #isScanning: () => boolean;
  /** How far each rebuild has come, by row. */
  readonly #cursors = new Map<string, number>();
  readonly #written = new Set<string>();
  #lastJobId = "";
  /** Documents that were read and are not written yet. */
  #inHand = 0;
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
    this.#reader = new DocumentReader(parts, { model, signal });
    this.#channel = new Channel({
      capacity: waitingChars,
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

  async work(): Promise<void> {
    const { clock, embedder, live, events } = this.#parts;
    const embedding = embedAndWrite(this.#channel, {
      clock,
      embedder,
      model: this.#model,
      signal: this.#signal,
      onProgress: (id, fraction) => {
        live.update(id, { fraction });
        events.jobsChanged();
      },
      write: (batch) => this.#write(batch),
    });
    await Promise.all([this.#readAll(), embedding]);
    await this.#endJobs();
  }

  async #readAll(): Promise<void> {
    const chunking = new Set<Promise<void>>();
    for (;;) {
      this.#signal.throwIfAborted();
      const next = this.#next();
      if (next === null) {
        await Promise.all(chunking);
        if (this.#inHand === 0 && !this.#isScanning()) break;
        await this.#change();
        continue;
      }
      const read = await this.#reader.read(next.document, next.job);
      if (read === null) await this.#endJobs();
      else {
        if (chunking.size >= chunkedAtOnce) await Promise.race(chunking);
        this.#inHand += 1;
        // One that failed stays, so that whoever waits above hears of it
        const chunked = this.#chunk(read).then(() => {
          chunking.delete(chunked);
        });
        chunked.catch(() => undefined);
        chunking.add(chunked);
      }
    }
    this.#channel.end();
  }

  /** Nothing can be claimed now: what waits is written, until that or a walk brings something new. */
  async #change(): Promise<void> {
    const change = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#channel.rest();
    await abortable(change, this.#signal);
  }

  /** The jobs take turns, a document each, so that one file is not behind fifty thousand. */
  #next(): { document: ClaimedDocument; job: Job } | null {
    const jobs = this.#parts.jobs.runnable();
    const after = jobs.findIndex(({ id }) => id === this.#lastJobId) + 1;
    for (const job of [...jobs.slice(after), ...jobs.slice(0, after)]) {
      const document =
        job.kind === "rebuild"
          ? this.#nextToRebuild(job)
          : this.#parts.store.claim(job.id, { withSuspects: true });
      if (document === null) continue;
      this.#lastJobId = job.id;
      return { document, job };
    }
    return null;
  }

  #nextToRebuild(job: Job): ClaimedDocument | null {
    const key = indexKeyFor(job.workspaceId, this.#model);
    const document = this.#parts.rebuilds.next(
      job,
      key,
      this.#cursors.get(job.id) ?? 0,
    );
    if (document !== null) this.#cursors.set(job.id, document.rowId);
    return document;
  }

  /** Cut in the model's own tokens, or in estimated ones where there is no model. */
  async #chunk({ document, extraction, file }: Read): Promise<void> {
    const { clock, embedder } = this.#parts;
    const signal = this.#signal;
    const options = {
      maxTokens: maxChunkTokens(this.#model),
      countTokens:
        this.#model === null
          ? estimateTokens
          : (texts: readonly string[]) =>
              embedder.countTokens(texts, { signal }),
      signal,
    };
    const chunks = await retried(
      () => abortable(chunkDocument(extraction, options), signal),
      { clock, signal },
    );
    const chunked: ChunkedDocument = {
      document,
      fileHash: file?.hash ?? document.fileHash ?? "",
      chunks,
      read: file,
      signal,
    };
    await this.#channel.put({
      chunked,
      key: indexKeyFor(document.workspaceId, this.#model),
    });
  }

  async #write(batch: EmbeddedDocument[]): Promise<void> {
    const { live, events, onOutcome, writer } = this.#parts;
    const written = await writer.write(batch);
    this.#inHand -= batch.length;
    for (const { chunked } of batch) live.leave(chunked.document.id);
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

function weightOf({ chunked }: ToEmbed): number {
  return chunked.chunks.reduce(
    (sum, { text }) => sum + text.length + chunkOverhead,
    chunkOverhead,
  );
}
