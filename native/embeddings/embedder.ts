import { availableParallelism } from "node:os";
import { AppError } from "#contract/errors.ts";
import type { WorkerStatus } from "#contract/events.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Embedder, EmbeddingModel } from "#core/ports/embedder.ts";
import type { Log } from "#core/ports/log.ts";
import type { ValueStore } from "#core/ports/value-store.ts";
import type { WorkerSpawner } from "#core/ports/workers.ts";
import { background, interactive } from "#native/workers/retry-policy.ts";
import type { EmbeddingModelFiles } from "./contract.ts";
import { MeasuredSessions } from "./measured-sessions.ts";
import { createModelReader, damaged } from "./model-files.ts";
import { createBatteryCheck } from "./on-battery.ts";
import { normalized } from "./pooling.ts";
import { SessionCount, sessionLimit } from "./session-count.ts";
import { processorName, SessionPool } from "./session-pool.ts";
import { decodeVectors } from "./vectors-on-wire.ts";

/** A tenth of a second of work for one session: small enough to share out, large enough that the channel costs nothing. */
const textsPerCall = 8;
/** While one is worked on, the next is there already. */
const callsPerSession = 2;
/** Of indexing: to look for the model, which reads folders, for each call took as long as cutting the documents. */
const recentMs = 1_000;

export interface EmbedderOptions {
  spawner: WorkerSpawner;
  clock: Clock;
  log: Log;
  onStatus: (status: WorkerStatus) => void;
  /** Where the model to be used lies; null for none. Asked anew on every call, for passages once a second. */
  findModel: () => Promise<{ path: string } | null>;
  /** Where it is remembered how many sessions were found fastest. */
  settings: ValueStore;
  /** Sessions at most; default: one a core, fewer where a measurement at the first load finds that no slower. */
  sessions?: number;
  /** Default: what the system says of its power supplies. */
  isOnBattery?: () => boolean;
}

/**
 * Sentence embeddings by ONNX, one session of one thread on each core, each in a process of its own that ends when it
 * is not used. Queries go to the first, before the passages that wait there.
 */
export function createEmbedder(
  options: EmbedderOptions,
): Embedder & { dispose(): void } {
  const { clock } = options;
  const limit = options.sessions ?? sessionLimit(availableParallelism());
  const pool = new SessionPool({ ...options, size: limit });
  const isOnBattery =
    options.isOnBattery ?? createBatteryCheck(() => clock.monotonicMs());
  const count = new SessionCount({ isOnBattery });
  const measured = new MeasuredSessions({
    store: options.settings,
    limit,
    processor: processorName(),
    monotonicMs: () => clock.monotonicMs(),
    isCrowded: () => count.isCrowded,
  });

  const read = createModelReader();
  let lastFound: { model: EmbeddingModelFiles | null; atMs: number } | null =
    null;
  const findModel = async (): Promise<EmbeddingModelFiles | null> => {
    const found = await options.findModel();
    const model = found === null ? null : await read(found.path);
    lastFound = { model, atMs: clock.monotonicMs() };
    return model;
  };
  const described = new WeakMap<EmbeddingModel, EmbeddingModelFiles>();
  const descriptions = new WeakMap<EmbeddingModelFiles, EmbeddingModel>();
  const modelOf = (files: EmbeddingModelFiles): EmbeddingModel => {
    const { id, dimension, maxTokens } = files;
    const model = descriptions.get(files) ?? { id, dimension, maxTokens };
    described.set(model, files);
    descriptions.set(files, model);
    return model;
  };
  const foundWithin = async (
    maxAgeMs: number,
  ): Promise<EmbeddingModelFiles | null> =>
    lastFound !== null && clock.monotonicMs() - lastFound.atMs < maxAgeMs
      ? lastFound.model
      : findModel();
  /** For passages and their tokens, whose callers ask for the model before and after. */
  const recentModel = () => foundWithin(recentMs);
  const needModel = async (
    find: () => Promise<EmbeddingModelFiles | null>,
  ): Promise<EmbeddingModelFiles> => {
    const model = await find();
    if (model !== null) return model;
    throw new AppError("model-missing", "No embedding model is in use.", {
      advice: "Choose one of the models.",
    });
  };

  const embedPart = async (
    model: EmbeddingModelFiles,
    texts: readonly string[],
    sessions: number,
    { kind, signal }: { kind: "passage" | "query"; signal: AbortSignal },
  ): Promise<Float32Array[]> => {
    const answer = await pool.leastBusy(
      sessions,
      (client, both) =>
        client.embed({ model, kind, texts: [...texts] }, { signal: both }),
      { signal, retry: kind === "query" ? interactive : background },
    );
    if (kind === "passage") count.add(answer, sessions);
    return unitVectors(model, answer.vectors, texts.length);
  };

  const embedPassages = async (
    model: EmbeddingModelFiles,
    texts: readonly string[],
    sessions: number,
    { signal }: { signal: AbortSignal },
  ): Promise<Float32Array[]> => {
    const parts: string[][] = [];
    for (let from = 0; from < texts.length; from += textsPerCall)
      parts.push(texts.slice(from, from + textsPerCall));
    const vectors: Float32Array[][] = parts.map(() => []);
    let next = 0;
    const takeTurns = async () => {
      for (let at = next++; at < parts.length; at = next++)
        vectors[at] = await embedPart(
          model,
          parts[at] ?? [],
          count.of(sessions),
          { kind: "passage", signal },
        );
    };
    const turns = Math.min(parts.length, sessions * callsPerSession);
    await Promise.all(Array.from({ length: turns }, takeTurns));
    return vectors.flat();
  };

  return {
    model: async ({ maxAgeMs = 0 } = {}) => {
      const files = await foundWithin(maxAgeMs);
      return files === null ? null : modelOf(files);
    },

    lastModel: () => {
      const files = lastFound?.model ?? null;
      return files === null ? null : modelOf(files);
    },

    countTokens: async (texts, { signal }) => {
      if (texts.length === 0) return [];
      const model = await needModel(recentModel);
      const { counts } = await pool.leastBusy(
        count.of(measured.known(model) ?? 1),
        (client, both) =>
          client.countTokens({ model, texts: [...texts] }, { signal: both }),
        { signal, retry: background },
      );
      return counts;
    },

    embed: async (texts, { kind, model: found, signal }) => {
      if (texts.length === 0) return [];
      const known = found && described.get(found);
      if (kind === "query") {
        const model = known ?? (await needModel(findModel));
        return embedPart(model, texts, 1, { kind, signal });
      }
      const model = known ?? (await needModel(recentModel));
      const sessions = await measured.sessions(model, (sample, side) =>
        embedPassages(model, sample, side, { signal }),
      );
      return embedPassages(model, texts, sessions, { signal });
    },

    dispose: () => pool.dispose(),
  };
}

/** @throws AppError model-damaged for vectors that can't be used */
function unitVectors(
  model: EmbeddingModelFiles,
  encoded: string,
  count: number,
): Float32Array[] {
  const decoded = decodeVectors(encoded, count, model.dimension);
  return Array.from({ length: count }, (_, index) => {
    const vector = decoded?.[index];
    const unit = vector === undefined ? null : normalized(vector);
    if (unit !== null) return unit;
    throw damaged(
      model.id,
      "it gives vectors that are not numbers or of the wrong length",
    );
  });
}
