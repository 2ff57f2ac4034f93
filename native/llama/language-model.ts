import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import { AppError } from "#contract/errors.ts";
import type { WorkerStatus } from "#contract/events.ts";
import { SerialQueue } from "#core/concurrency/serial-queue.ts";
import type { Clock } from "#core/ports/clock.ts";
import type {
  CountRequest,
  DeviceReport,
  GenerationPart,
  LanguageModel,
  LoadedLanguageModel,
  LoadRequest,
  TokenCounts,
} from "#core/ports/language-model.ts";
import type { Log } from "#core/ports/log.ts";
import type { ValueStore } from "#core/ports/value-store.ts";
import type { WorkerSpawner } from "#core/ports/workers.ts";
import { interactive, noRetries } from "#native/workers/retry-policy.ts";
import { SupervisedWorker } from "#native/workers/supervisor.ts";
import { modelFileGone } from "#shared/missing-model.ts";
import { Backend, type LlamaClient as Client } from "./backend.ts";
import type { BackendReport } from "./contract.ts";
import { deviceReport } from "./device-report.ts";
import { fastestThreads } from "./fastest-threads.ts";
import {
  rememberedFailures,
  rememberedMeasurements,
  rememberMeasurements,
  threadsKey,
} from "./settled-choices.ts";

const defaultIdleMs = 10 * 60_000;
/** More costs memory on every load, and few passages are needed to answer. */
const maxContextTokens = 8192;

export interface LanguageModelOptions {
  spawner: WorkerSpawner;
  clock: Clock;
  log: Log;
  onStatus: (status: WorkerStatus) => void;
  /** Where measured threads and backends that crashed are remembered. */
  settings: ValueStore;
  /** Default: the process, and with it the model, goes after ten minutes without use. */
  idleMs?: number;
}

/** llama.cpp in a process of its own; see the port for each call's contract. */
export function createLanguageModel(
  options: LanguageModelOptions,
): LanguageModel & { dispose(): void; devices(): Promise<DeviceReport> } {
  const model = new SupervisedLanguageModel(options);
  return model;
}

class SupervisedLanguageModel implements LanguageModel {
  readonly #worker: SupervisedWorker<Client>;
  readonly #store: ValueStore;
  readonly #log: Log;
  /** What the process in use holds; another pid holds nothing. */
  #held: {
    pid: number | null;
    request: LoadRequest;
    facts: LoadedLanguageModel;
  } | null = null;
  readonly #backend: Backend;
  #restartsAtLoad = 0;
  readonly #loads = new SerialQueue();

  constructor(options: LanguageModelOptions) {
    this.#store = options.settings;
    this.#log = options.log;
    this.#worker = new SupervisedWorker<Client>({
      kind: "llm",
      spawner: options.spawner,
      clock: options.clock,
      log: options.log,
      onStatus: options.onStatus,
      idleMs: options.idleMs ?? defaultIdleMs,
      connect: (port) => createORPCClient<Client>(new RPCLink({ port })),
    });
    this.#backend = new Backend(this.#worker, this.#store, this.#log);
  }

  loaded(): LoadedLanguageModel | null {
    const held = this.#held;
    return held !== null && held.pid === this.#worker.pid ? held.facts : null;
  }

  load(
    request: LoadRequest,
    { signal }: { signal: AbortSignal },
  ): Promise<LoadedLanguageModel> {
    return this.#loads.run(
      () => {
        const current = this.loaded();
        const isSame =
          this.#held?.request.file === request.file &&
          this.#held.request.threads === request.threads;
        return current !== null && isSame
          ? { ...current, wasRestarted: false }
          : this.#loadAnew(request, signal);
      },
      { signal },
    );
  }

  async unload(): Promise<void> {
    this.#held = null;
    this.#worker.recycle();
  }

  async count({
    prompts = [],
    texts = [],
  }: CountRequest): Promise<TokenCounts> {
    const signal = never();
    await this.#needLoaded(signal);
    return this.#worker.use(
      (client, both) =>
        client.count(
          {
            prompts: prompts.map((messages) => [...messages]),
            texts: [...texts],
          },
          { signal: both },
        ),
      { signal, retry: interactive },
    );
  }

  async *generate(
    request: Parameters<LanguageModel["generate"]>[0],
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<GenerationPart> {
    await this.#needLoaded(signal);
    const id = crypto.randomUUID();
    const input = {
      id,
      messages: [...request.messages],
      maxTokens: request.maxTokens,
      temperature: request.temperature,
      seed: request.seed ?? null,
    };
    // Stopping is a call of its own, so that the stream still brings what was written
    const stop = () => {
      this.#worker
        .use((client, both) => client.stop({ id }, { signal: both }), {
          signal: never(),
          retry: noRetries,
        })
        .catch((error: unknown) => {
          // With the process gone the generation has stopped too
          this.#log.debug("stop found no process", { error: String(error) });
        });
    };
    if (signal.aborted) return yield stoppedBeforeStart();
    signal.addEventListener("abort", stop, { once: true });
    try {
      yield* this.#worker.stream(
        (client, ended) => client.generate(input, { signal: ended }),
        { signal: never(), retry: noRetries },
      );
    } catch (error) {
      this.#backend.noteCrash(error);
      throw error;
    } finally {
      signal.removeEventListener("abort", stop);
    }
  }

  async devices(): Promise<DeviceReport> {
    const report = await this.#backend.start(never());
    return deviceReport(report, {
      failed: rememberedFailures(this.#store).backends,
      loaded: this.loaded(),
      measurements: rememberedMeasurements(this.#store),
    });
  }

  dispose(): void {
    this.#worker.dispose();
  }

  async #needLoaded(signal: AbortSignal): Promise<void> {
    if (this.loaded() !== null) return;
    if (this.#held === null)
      throw new AppError("model-missing", "No language model is loaded.");
    await this.load(this.#held.request, { signal });
  }

  async #loadAnew(
    request: LoadRequest,
    signal: AbortSignal,
  ): Promise<LoadedLanguageModel> {
    const wasRestarted =
      this.#held !== null &&
      this.#worker.status.restarts > this.#restartsAtLoad;
    const report = await this.#backend.start(signal);
    const { threads, key } = await this.#threadsFor(request, report);
    try {
      const facts = await this.#worker.use(
        (client, both) =>
          client.load(
            { file: request.file, threads, maxContextTokens },
            { signal: both },
          ),
        { signal, retry: interactive },
      );
      if (key !== null && facts.measurements.length > 0)
        rememberMeasurements(this.#store, key, facts.measurements);
      this.#restartsAtLoad = this.#worker.status.restarts;
      const loaded = { ...facts, wasRestarted };
      this.#held = { pid: this.#worker.pid, request, facts: loaded };
      return loaded;
    } catch (error) {
      if (this.#backend.noteCrash(error))
        return this.#loadAnew(request, signal);
      // The one before made room for this one
      this.#held = null;
      throw error;
    }
  }

  /** The number to use, or null to measure and remember under `key`. */
  async #threadsFor(
    request: LoadRequest,
    report: BackendReport,
  ): Promise<{ threads: number | null; key: string | null }> {
    if (request.threads !== "measured")
      return { threads: Math.min(request.threads, report.cores), key: null };
    const facts = await stat(request.file).catch(() => null);
    if (facts === null) throw modelFileGone(basename(request.file));
    const key = threadsKey(
      { sizeBytes: facts.size, modifiedMs: facts.mtimeMs },
      report,
    );
    const known = rememberedMeasurements(this.#store, key);
    return { threads: known.length > 0 ? fastestThreads(known) : null, key };
  }
}

function never(): AbortSignal {
  return new AbortController().signal;
}

function stoppedBeforeStart(): GenerationPart {
  return {
    type: "finish",
    reason: "stopped",
    inputTokens: 0,
    evaluatedTokens: 0,
    outputTokens: 0,
    promptMs: 0,
    generationMs: 0,
  };
}
