import { availableParallelism, cpus } from "node:os";
import { implement } from "@orpc/server";
import { getLlama, type Llama, LlamaLogLevel } from "node-llama-cpp";
import { AppError } from "#contract/errors.ts";
import { SerialQueue } from "#core/concurrency/serial-queue.ts";
import { appErrorsOnWire } from "#native/workers/rpc-errors.ts";
import { serveWorker } from "#native/workers/serve.ts";
import { type BackendReport, llamaContract } from "./contract.ts";
import { generate } from "./generate.ts";
import { LoadedLlamaModel } from "./loaded-llama-model.ts";

const cores = availableParallelism();
const stops = new Map<string, AbortController>();
const stoppedEarly = new Set<string>();
let starting: Promise<Llama> | null = null;
let loaded: LoadedLlamaModel | null = null;
/** One after the other: a model is not exchanged under a generation. */
const queue = new SerialQueue();

function llamaWithout(
  exclude: ("cuda" | "vulkan" | "metal")[],
): Promise<Llama> {
  starting ??= getLlama({
    build: "never",
    gpu: { type: "auto", exclude },
    maxThreads: cores,
    logLevel: LlamaLogLevel.error,
    logger: (level, message) =>
      process.stderr.write(`llama.cpp ${level}: ${message.trim()}\n`),
  });
  return starting;
}

function needModel(): LoadedLlamaModel {
  if (loaded !== null) return loaded;
  throw new AppError("model-missing", "No language model is loaded.");
}

const server = implement(llamaContract).use(
  appErrorsOnWire((error) =>
    process.stderr.write(
      `llama worker: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    ),
  ),
);

serveWorker(
  server.router({
    start: server.start.handler(async ({ input }): Promise<BackendReport> => {
      const llama = await llamaWithout(input.exclude);
      const vram = llama.gpu === false ? null : await llama.getVramState();
      return {
        backend: llama.gpu === false ? "cpu" : llama.gpu,
        deviceNames: llama.gpu === false ? [] : await llama.getGpuDeviceNames(),
        vram: vram && { freeBytes: vram.free, totalBytes: vram.total },
        cores,
        cpuModel: cpus()[0]?.model.trim() ?? "",
        llamaCppVersion: llama.llamaCppRelease.release,
      };
    }),

    load: server.load.handler(({ input, signal }) =>
      queue.run(async () => {
        const llama = await llamaWithout([]);
        await loaded?.dispose();
        loaded = null;
        const model = await LoadedLlamaModel.load(llama, {
          ...input,
          threads: input.threads && Math.min(input.threads, cores),
          cores,
          signal: signal ?? new AbortController().signal,
        });
        loaded = model;
        const gpu = llama.gpu === false ? null : llama.gpu;
        const names = gpu === null ? [] : await llama.getGpuDeviceNames();
        return {
          file: model.file,
          contextTokens: model.contextTokens,
          threads: model.threads,
          measurements: model.measurements,
          device:
            gpu === null || model.model.gpuLayers === 0
              ? "CPU"
              : `${gpu.toUpperCase()}: ${names.join(", ")}`,
          gpuLayers: model.model.gpuLayers,
          hasChatTemplate: model.hasChatTemplate,
        };
      }),
    ),

    count: server.count.handler(({ input }) => {
      const model = needModel();
      return {
        prompts: input.prompts.map((messages) => model.countPrompt(messages)),
        texts: model.countTokens(input.texts),
      };
    }),

    generate: server.generate.handler(async function* ({ input, signal }) {
      const stop = new AbortController();
      stops.set(input.id, stop);
      if (stoppedEarly.delete(input.id)) stop.abort();
      const leave = () => stop.abort();
      signal?.addEventListener("abort", leave);
      const done = await queue.enter();
      try {
        yield* generate(needModel(), input, stop);
      } finally {
        signal?.removeEventListener("abort", leave);
        stops.delete(input.id);
        done();
      }
    }),

    stop: server.stop.handler(({ input }) => {
      const stop = stops.get(input.id);
      if (stop !== undefined) stop.abort();
      else rememberEarlyStop(input.id);
      return {};
    }),
  }),
);

/** A stop may overtake the start of its generation; one that comes after its end is forgotten in time. */
function rememberEarlyStop(id: string): void {
  if (stoppedEarly.size >= 100) stoppedEarly.clear();
  stoppedEarly.add(id);
}
