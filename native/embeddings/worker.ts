import { setImmediate } from "node:timers/promises";
import { implement } from "@orpc/server";
import { appErrorsOnWire } from "#native/workers/rpc-errors.ts";
import { serveWorker } from "#native/workers/serve.ts";
import { type EmbeddingModelFiles, embeddingContract } from "./contract.ts";
import { LoadedEmbeddingModel } from "./loaded-embedding-model.ts";
import { damaged } from "./model-files.ts";
import { TurnTaking } from "./turn-taking.ts";
import { encodeVectors } from "./vectors-on-wire.ts";

/** About 2 ms of passages. */
const textsTokenizedAtOnce = 8;

const turns = new TurnTaking();
let loading: Promise<LoadedEmbeddingModel> | null = null;
let loadedFor = "";

/** The model in memory, loaded first where it is another one or its files changed. */
function modelFor(files: EmbeddingModelFiles): Promise<LoadedEmbeddingModel> {
  const wanted = JSON.stringify(files);
  if (loading !== null && loadedFor === wanted) return loading;
  loadedFor = wanted;
  // The one before is not disposed: a call may still be using it, and its finalizer frees it after that
  loading = turns.run("query", () => LoadedEmbeddingModel.load(files));
  loading.catch(() => {
    if (loadedFor === wanted) loading = null;
  });
  return loading;
}

const server = implement(embeddingContract).use(
  appErrorsOnWire((error) =>
    process.stderr.write(`embedding worker: ${explain(error)}\n`),
  ),
);

function explain(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message)
    : String(error);
}

serveWorker(
  server.router({
    countTokens: server.countTokens.handler(async ({ input, signal }) => {
      const model = await modelFor(input.model);
      const counts: number[] = [];
      let charactersInTurn = 0;
      for (const text of input.texts) {
        counts.push(model.countTokens(text));
        charactersInTurn += text.length;
        if (charactersInTurn < 10_000) continue;
        // Milliseconds of work: a query may want to come in between
        await setImmediate();
        signal?.throwIfAborted();
        charactersInTurn = 0;
      }
      return { counts };
    }),

    embed: server.embed.handler(async ({ input, signal }) => {
      const { kind, texts } = input;
      const model = await modelFor(input.model);
      const prefix = input.model.prefixes[kind];
      const startMs = performance.now();
      const cpuBefore = process.cpuUsage();
      const tokens: number[][] = [];
      for (let from = 0; from < texts.length; from += textsTokenizedAtOnce)
        await turns.run(kind, async () => {
          signal?.throwIfAborted();
          for (const text of texts.slice(from, from + textsTokenizedAtOnce))
            tokens.push(model.tokenize(prefix + text));
        });
      const vectors: Float32Array[] = [];
      for (const ids of tokens) {
        const vector = await turns.run(kind, () => {
          signal?.throwIfAborted();
          return model.run(ids);
        });
        if (vector.length !== input.model.dimension)
          throw damaged(
            input.model.id,
            "its vectors have another dimension than it says",
          );
        vectors.push(vector);
      }
      const { user, system } = process.cpuUsage(cpuBefore);
      return {
        vectors: encodeVectors(vectors, input.model.dimension),
        cpuMs: (user + system) / 1000,
        wallMs: performance.now() - startMs,
      };
    }),
  }),
);
