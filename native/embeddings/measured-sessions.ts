import { z } from "zod";
import type { ValueStore } from "#core/ports/value-store.ts";
import type { EmbeddingModelFiles } from "./contract.ts";
import { fastestSessions, type SessionSpeed } from "./session-count.ts";

const speeds = z
  .array(z.object({ sessions: z.number().int().positive(), speed: z.number() }))
  .min(1);
/** About as long as a chunk. */
const sample =
  "The tenant gives notice in writing three months before the end of the lease and returns the keys. ".repeat(
    5,
  );
/** A tenth of a second of work or so. */
const textsOfSession = 8;

type Embed = (texts: readonly string[], sessions: number) => Promise<unknown>;

/** How many sessions side by side are fastest here: measured before the first passage, in well under a second, and remembered. */
export class MeasuredSessions {
  readonly #options: {
    store: ValueStore;
    limit: number;
    /** Of the processor: another one is measured anew. */
    processor: string;
    monotonicMs: () => number;
    isCrowded: () => boolean;
  };
  #measuring: Promise<number> | null = null;
  /** By key, once read: it is asked for at every call. */
  readonly #known = new Map<string, number>();

  constructor(options: {
    store: ValueStore;
    limit: number;
    processor: string;
    monotonicMs: () => number;
    /** Then only a result that can't be better is kept. */
    isCrowded: () => boolean;
  }) {
    this.#options = options;
  }

  /** Null while it was not measured. */
  known(model: EmbeddingModelFiles): number | null {
    if (this.#options.limit === 1) return 1;
    const key = this.#keyOf(model);
    const read = this.#known.get(key);
    if (read !== undefined) return read;
    const stored = this.#options.store.getValue(key);
    if (stored === null) return null;
    const parsed = speeds.safeParse(parsedJson(stored));
    if (!parsed.success) return null;
    const fastest = fastestSessions(parsed.data);
    this.#known.set(key, fastest);
    return fastest;
  }

  /** Measures where that is still to be done; `embed` is given what it is to work on. */
  async sessions(model: EmbeddingModelFiles, embed: Embed): Promise<number> {
    const known = this.known(model);
    if (known !== null) return known;
    this.#measuring ??= this.#measure(model, embed).finally(() => {
      this.#measuring = null;
    });
    return this.#measuring;
  }

  async #measure(model: EmbeddingModelFiles, embed: Embed): Promise<number> {
    const { monotonicMs, store, limit, isCrowded } = this.#options;
    const found: SessionSpeed[] = [];
    for (const sessions of new Set([1, Math.ceil(limit / 2), limit])) {
      const texts = Array<string>(sessions * textsOfSession);
      // Loaded before they are timed
      await embed(texts.fill(""), sessions);
      const startMs = monotonicMs();
      await embed(texts.fill(sample), sessions);
      const speed = texts.length / Math.max(1, monotonicMs() - startMs);
      found.push({ sessions, speed });
    }
    const fastest = fastestSessions(found);
    if (fastest === limit || !isCrowded())
      store.setValue(this.#keyOf(model), JSON.stringify(found));
    return fastest;
  }

  #keyOf(model: EmbeddingModelFiles): string {
    const { processor, limit } = this.#options;
    return `embedding.sessions:${model.id}:${model.version}:${processor}:${limit}`;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off: as good as never measured
    return null;
  }
}
