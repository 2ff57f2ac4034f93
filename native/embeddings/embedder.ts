import { availableParallelism } from "node:os";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { ContractRouterClient } from "@orpc/contract";
import { AppError } from "#contract/errors.ts";
import type { WorkerStatus } from "#contract/events.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Embedder } from "#core/ports/embedder.ts";
import type { Log } from "#core/ports/log.ts";
import type { WorkerSpawner } from "#core/ports/workers.ts";
import { SupervisedWorker } from "#native/workers/supervisor.ts";
import type { EmbeddingModelFiles, embeddingContract } from "./contract.ts";
import { createModelReader, damaged } from "./model-files.ts";
import { normalized } from "./pooling.ts";
import { decodeVectors } from "./vectors-on-wire.ts";

type Client = ContractRouterClient<typeof embeddingContract>;

const idleMs = 2 * 60_000;
/** Half a second of work: small enough to stop soon, large enough that the channel costs nothing. */
const textsPerCall = 64;

export interface EmbedderOptions {
  spawner: WorkerSpawner;
  clock: Clock;
  log: Log;
  onStatus: (status: WorkerStatus) => void;
  /** Where the model to be used lies; null for none. Asked anew on every call. */
  findModel: () => Promise<{ path: string } | null>;
  /** Threads of the ONNX session; default min(cores, 2): measured, two are 1.7 times as fast as one. */
  threads?: number;
}

/** Sentence embeddings by ONNX in a process of its own, which ends after two minutes without use. */
export function createEmbedder(
  options: EmbedderOptions,
): Embedder & { dispose(): void } {
  const threads = options.threads ?? Math.min(availableParallelism(), 2);
  const worker = new SupervisedWorker<Client>({
    kind: "embed",
    spawner: options.spawner,
    clock: options.clock,
    log: options.log,
    onStatus: options.onStatus,
    idleMs,
    connect: (port) => createORPCClient<Client>(new RPCLink({ port })),
  });

  const read = createModelReader();
  const findModel = async (): Promise<EmbeddingModelFiles | null> => {
    const found = await options.findModel();
    return found === null ? null : read(found.path);
  };
  const needModel = async (): Promise<EmbeddingModelFiles> => {
    const model = await findModel();
    if (model !== null) return model;
    throw new AppError("model-missing", "No embedding model is in use.", {
      advice: "Choose one on the Models page.",
    });
  };

  return {
    model: async () => {
      const model = await findModel();
      return model === null
        ? null
        : {
            id: model.id,
            dimension: model.dimension,
            maxTokens: model.maxTokens,
          };
    },

    countTokens: async (texts, { signal }) => {
      if (texts.length === 0) return [];
      const model = await needModel();
      const { counts } = await worker.use(
        (client, both) =>
          client.countTokens(
            { model, threads, texts: [...texts] },
            { signal: both },
          ),
        { signal },
      );
      return counts;
    },

    embed: async (texts, { kind, signal }) => {
      if (texts.length === 0) return [];
      const model = await needModel();
      const vectors: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += textsPerCall) {
        const part = texts.slice(from, from + textsPerCall);
        const answer = await worker.use(
          (client, both) =>
            client.embed(
              { model, threads, kind, texts: part },
              { signal: both },
            ),
          { signal },
        );
        const decoded = decodeVectors(
          answer.vectors,
          part.length,
          model.dimension,
        );
        for (const index of part.keys()) {
          const vector = decoded?.[index];
          const unit = vector === undefined ? null : normalized(vector);
          if (unit === null)
            throw damaged(
              model.id,
              "it gives vectors that are not numbers or of the wrong length",
            );
          vectors.push(unit);
        }
      }
      return vectors;
    },

    dispose: () => worker.dispose(),
  };
}
