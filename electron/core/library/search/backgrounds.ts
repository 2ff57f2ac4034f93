import type { Embedder } from "#core/ports/embedder.ts";
import type { Log } from "#core/ports/log.ts";
import { type Background, backgroundOf } from "./background.ts";
import {
  type MeasuredLibrary,
  type MeasuredTable,
  measureLibrary,
} from "./measured-library.ts";
import { type ModelReference, ModelReferences } from "./model-reference.ts";

/** A library that has changed by this much is measured anew. */
const changedShare = 0.2;
/** One is of the size of its vocabulary: a few megabytes. */
const maxKept = 8;

interface Kept {
  revision: number;
  measuring: Promise<MeasuredLibrary | null> | null;
  measured: MeasuredLibrary | null;
}

/** The background of each index that was searched, measured at the first search and again as the library changes. */
export class Backgrounds {
  readonly #references: ModelReferences;
  readonly #log: Pick<Log, "error">;
  readonly #kept = new Map<string, Kept>();
  readonly #closing = new AbortController();
  readonly #measures = new Set<Promise<unknown>>();

  constructor(
    embedder: Pick<Embedder, "model" | "embed">,
    log: Pick<Log, "error">,
  ) {
    this.#references = new ModelReferences(embedder);
    this.#log = log;
  }

  /**
   * Waits only for the first measure of an index; later ones are made beside the searches, with the one before still
   * in use. Null where the table is empty or can't be measured now.
   */
  async of(
    name: string,
    table: MeasuredTable & { revision: number },
  ): Promise<Background | null> {
    const measured = await this.#measuredOf(name, table);
    if (measured === null) return null;
    // Asked for each search: another model may be in use, or one that failed may be well again
    const ofModel =
      measured.vectors === null ? null : await this.#ofModelInUse();
    return backgroundOf(measured, ofModel);
  }

  /** Resolves when nothing is measured any more. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#measures);
  }

  async #measuredOf(
    name: string,
    table: MeasuredTable & { revision: number },
  ): Promise<MeasuredLibrary | null> {
    const kept = this.#kept.get(name) ?? this.#keep(name);
    if (kept.measured === null) {
      kept.measuring ??= this.#start(kept, table);
      return kept.measuring;
    }
    if (kept.revision !== table.revision && kept.measuring === null) {
      kept.revision = table.revision;
      const { passages, vocabulary } = kept.measured;
      const now = await table.countRows();
      vocabulary.libraryPassages = now;
      if (Math.abs(now - passages) > changedShare * passages)
        kept.measuring = this.#start(kept, table);
    }
    return kept.measured;
  }

  #ofModelInUse(): Promise<ModelReference | null> {
    const { signal } = this.#closing;
    const asked = this.#references
      .ofModelInUse({ signal })
      .catch((error: unknown) => {
        // Such as a worker that ended: the library's own measure serves meanwhile, and the next search asks again
        if (!signal.aborted)
          this.#log.error("the embedding model could not be measured", error);
        return null;
      });
    return this.#tracked(asked);
  }

  #start(
    kept: Kept,
    table: MeasuredTable & { revision: number },
  ): Promise<MeasuredLibrary | null> {
    return this.#tracked(this.#measure(kept, table));
  }

  #tracked<Result>(work: Promise<Result>): Promise<Result> {
    const tracked = work.finally(() => this.#measures.delete(tracked));
    this.#measures.add(tracked);
    return tracked;
  }

  #keep(name: string): Kept {
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size >= maxKept && oldest !== undefined)
      this.#kept.delete(oldest);
    const kept: Kept = { revision: -1, measuring: null, measured: null };
    this.#kept.set(name, kept);
    return kept;
  }

  async #measure(
    kept: Kept,
    table: MeasuredTable & { revision: number },
  ): Promise<MeasuredLibrary | null> {
    const { revision } = table;
    try {
      // Not the search's own signal: the next search needs it too
      const { signal } = this.#closing;
      signal.throwIfAborted();
      kept.measured = await measureLibrary(table, { signal });
      kept.revision = revision;
    } catch (error) {
      // Such as a table that is written meanwhile: a search goes on without, and the next one tries again
      if (!this.#closing.signal.aborted)
        this.#log.error("an index could not be measured", error);
    } finally {
      kept.measuring = null;
    }
    return kept.measured;
  }
}
