import { cpus } from "node:os";
import { createORPCClient } from "@orpc/client";
import { RPCLink } from "@orpc/client/message-port";
import type { ContractRouterClient } from "@orpc/contract";
import type { WorkerStatus } from "#contract/events.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Log } from "#core/ports/log.ts";
import type { WorkerSpawner } from "#core/ports/workers.ts";
import {
  type CallOptions,
  SupervisedWorker,
} from "#native/workers/supervisor.ts";
import type { embeddingContract } from "./contract.ts";

export type EmbeddingClient = ContractRouterClient<typeof embeddingContract>;

type Work<Result> = (
  client: EmbeddingClient,
  signal: AbortSignal,
) => Promise<Result>;

const idleMs = 2 * 60_000;
/** Only indexing uses the others: their memory comes back soon after it. */
const otherIdleMs = 10_000;

/** Processes that hold one ONNX session of one thread each; started when they are first used. */
export class SessionPool {
  readonly #workers: SupervisedWorker<EmbeddingClient>[];
  readonly #busy: number[];

  constructor(options: {
    size: number;
    spawner: WorkerSpawner;
    clock: Clock;
    log: Log;
    onStatus: (status: WorkerStatus) => void;
  }) {
    const { size, onStatus, ...parts } = options;
    this.#busy = Array.from({ length: size }, () => 0);
    this.#workers = this.#busy.map(
      (_, place) =>
        new SupervisedWorker<EmbeddingClient>({
          ...parts,
          kind: "embed",
          idleMs: place === 0 ? idleMs : otherIdleMs,
          onStatus: () => onStatus(this.status),
          connect: (port) =>
            createORPCClient<EmbeddingClient>(new RPCLink({ port })),
        }),
    );
  }

  /** Of all of them as one: the worst that is so, running when any runs. */
  get status(): WorkerStatus {
    const each = this.#workers.map((worker) => worker.status);
    const order = ["unavailable", "restarting", "running", "idle"] as const;
    return {
      worker: "embed",
      state:
        order.find((state) => each.some((one) => one.state === state)) ??
        "idle",
      restarts: each.reduce((sum, { restarts }) => sum + restarts, 0),
      lastExit:
        each.find(({ lastExit }) => lastExit !== null)?.lastExit ?? null,
    };
  }

  /** By the one of the first `count` that has the least to do. @throws AppError as SupervisedWorker.use */
  leastBusy<Result>(
    count: number,
    work: Work<Result>,
    options: CallOptions,
  ): Promise<Result> {
    const among = this.#busy.slice(0, Math.max(1, count));
    return this.#at(among.indexOf(Math.min(...among)), work, options);
  }

  dispose(): void {
    for (const worker of this.#workers) worker.dispose();
  }

  async #at<Result>(
    place: number,
    work: Work<Result>,
    options: CallOptions,
  ): Promise<Result> {
    const worker = this.#workers[place];
    if (worker === undefined) throw new Error(`There is no session ${place}`);
    this.#busy[place] = (this.#busy[place] ?? 0) + 1;
    try {
      return await worker.use(work, options);
    } finally {
      this.#busy[place] = (this.#busy[place] ?? 0) - 1;
    }
  }
}

/** Another processor is measured anew. */
export function processorName(): string {
  const all = cpus();
  return `${all[0]?.model ?? "?"}:${all.length}`;
}
