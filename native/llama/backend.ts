import type { ContractRouterClient } from "@orpc/contract";
import { appErrorFrom } from "#contract/errors.ts";
import type { Log } from "#core/ports/log.ts";
import type { ValueStore } from "#core/ports/value-store.ts";
import { interactive } from "#native/workers/retry-policy.ts";
import type { SupervisedWorker } from "#native/workers/supervisor.ts";
import type { BackendReport, llamaContract } from "./contract.ts";
import { rememberedFailures, rememberFailures } from "./settled-choices.ts";

export type LlamaClient = ContractRouterClient<typeof llamaContract>;

/** Which of CUDA, Vulkan, Metal and the CPU the process computes with. */
export class Backend {
  readonly #worker: SupervisedWorker<LlamaClient>;
  readonly #store: ValueStore;
  readonly #log: Log;
  #started: { pid: number | null; report: BackendReport } | null = null;

  constructor(
    worker: SupervisedWorker<LlamaClient>,
    store: ValueStore,
    log: Log,
  ) {
    this.#worker = worker;
    this.#store = store;
    this.#log = log;
  }

  /** Starts the process with the best backend that has not crashed here under this llama.cpp. */
  async start(signal: AbortSignal): Promise<BackendReport> {
    if (this.#started !== null && this.#started.pid === this.#worker.pid)
      return this.#started.report;
    const failed = rememberedFailures(this.#store);
    const report = await this.#worker.use(
      (client, both) =>
        client.start({ exclude: failed.backends }, { signal: both }),
      { signal, retry: interactive },
    );
    if (
      failed.backends.length > 0 &&
      failed.llamaCppVersion !== report.llamaCppVersion
    ) {
      rememberFailures(this.#store, {
        llamaCppVersion: report.llamaCppVersion,
        backends: [],
      });
      this.#worker.recycle();
      return this.start(signal);
    }
    this.#started = { pid: this.#worker.pid, report };
    return report;
  }

  /** True when a GPU backend took the process down: it is left out from now on. Another end is no fault of it. */
  noteCrash(error: unknown): boolean {
    const backend = this.#started?.report.backend ?? "cpu";
    if (
      appErrorFrom(error)?.code !== "worker-crashed" ||
      this.#worker.status.lastExit?.how !== "crashed" ||
      this.#started === null ||
      backend === "cpu"
    )
      return false;
    const { backends } = rememberedFailures(this.#store);
    rememberFailures(this.#store, {
      llamaCppVersion: this.#started.report.llamaCppVersion,
      backends: [...backends, backend],
    });
    this.#log.warn("a GPU backend crashed and is left out", { backend });
    return true;
  }
}
