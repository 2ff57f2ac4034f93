import type { SupportedMessagePort } from "@orpc/client/message-port";
import { AppError, appErrorFrom } from "#contract/errors.ts";
import type { WorkerStatus } from "#contract/events.ts";
import type { WorkerExit } from "#contract/worker-exit.ts";
import { abortable, delay } from "#core/concurrency/abortable.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Log } from "#core/ports/log.ts";
import type {
  WorkerKind,
  WorkerProcess,
  WorkerSpawner,
} from "#core/ports/workers.ts";
import { Retries, type RetryPolicy } from "./retry-policy.ts";

const firstDelayMs = 250;
const longestDelayMs = 30_000;
const deathsBeforeUnavailable = 6;

interface Running<Client> {
  process: WorkerProcess;
  client: Client;
  /** Aborted when the process ends, so that nothing waits on it. */
  ended: AbortController;
  /** How it ended by itself; null while it runs, and when it was ended on purpose. */
  exit: WorkerExit | null;
}

export interface CallOptions {
  signal: AbortSignal;
  retry: RetryPolicy;
}

export interface SupervisorOptions<Client> {
  kind: WorkerKind;
  spawner: WorkerSpawner;
  clock: Clock;
  log: Log;
  connect: (port: SupportedMessagePort) => Client;
  /** The process is ended after this long without use, which gives its memory back; null keeps it. */
  idleMs: number | null;
  onStatus: (status: WorkerStatus) => void;
}

/**
 * Starts one worker process when it is first needed, ends it when idle, and starts it again when it dies:
 * after 250 ms, doubling up to 30 s, until a call succeeds. What was in flight is made again or fails with
 * `worker-crashed`, as its policy says; after six deaths in a row calls that have no patience fail with
 * `worker-unavailable` until the back-off is over.
 */
export class SupervisedWorker<Client> {
  readonly #options: SupervisorOptions<Client>;
  #running: Running<Client> | null = null;
  #users = 0;
  #deathsInARow = 0;
  #restarts = 0;
  #lastExit: WorkerExit | null = null;
  /** Monotonic: a clock that is set back must not lengthen the back-off. */
  #notBeforeMs = 0;
  #cancelIdle: () => void = () => undefined;
  #isDisposed = false;

  constructor(options: SupervisorOptions<Client>) {
    this.#options = options;
  }

  get status(): WorkerStatus {
    const isWaiting = this.#options.clock.monotonicMs() < this.#notBeforeMs;
    const state =
      this.#running !== null
        ? "running"
        : isWaiting && this.#deathsInARow >= deathsBeforeUnavailable
          ? "unavailable"
          : isWaiting
            ? "restarting"
            : "idle";
    return {
      worker: this.#options.kind,
      state,
      restarts: this.#restarts,
      lastExit: this.#lastExit,
    };
  }

  /** The process in use now; a change of it means that whatever was loaded is gone. Null when none runs. */
  get pid(): number | null {
    return this.#running?.process.pid ?? null;
  }

  /**
   * Runs `work` against the worker, again as `retry` says when the worker ends under it.
   * @throws AppError worker-crashed (params.exit says how), worker-unavailable, and what the worker throws
   */
  async use<Result>(
    work: (client: Client, signal: AbortSignal) => Promise<Result>,
    { signal, retry }: CallOptions,
  ): Promise<Result> {
    const retries = new Retries(retry);
    for (;;) {
      const running = await this.#enter(signal, retry);
      try {
        const both = AbortSignal.any([signal, running.ended.signal]);
        const result = await abortable(
          work(running.client, both),
          running.ended.signal,
        );
        this.#deathsInARow = 0;
        return result;
      } catch (error) {
        if (!mayRetry(error, running, retries, signal))
          throw this.#explain(error, running, signal);
      } finally {
        this.#leave();
      }
    }
  }

  /** The same for a stream: leaving the loop ends the call. Made again, it starts from its beginning. */
  async *stream<Part>(
    work: (client: Client, signal: AbortSignal) => Promise<AsyncIterable<Part>>,
    { signal, retry }: CallOptions,
  ): AsyncGenerator<Part> {
    const retries = new Retries(retry);
    for (;;) {
      const running = await this.#enter(signal, retry);
      try {
        const both = AbortSignal.any([signal, running.ended.signal]);
        const parts = await abortable(
          work(running.client, both),
          running.ended.signal,
        );
        for await (const part of parts) yield part;
        this.#deathsInARow = 0;
        return;
      } catch (error) {
        if (!mayRetry(error, running, retries, signal))
          throw this.#explain(error, running, signal);
      } finally {
        this.#leave();
      }
    }
  }

  /** Ends the process on purpose (it hangs, or holds what is no longer wanted). Not counted as a death. */
  recycle(): void {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    running.process.kill();
    running.ended.abort();
    this.#tell();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#cancelIdle();
    this.recycle();
  }

  async #enter(
    signal: AbortSignal,
    retry: RetryPolicy,
  ): Promise<Running<Client>> {
    signal.throwIfAborted();
    this.#cancelIdle();
    this.#users += 1;
    try {
      return this.#running ?? (await this.#startAfterBackOff(signal, retry));
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  #leave(): void {
    this.#users -= 1;
    if (this.#users > 0 || this.#options.idleMs === null) return;
    this.#cancelIdle = this.#options.clock.after(this.#options.idleMs, () =>
      this.recycle(),
    );
  }

  async #startAfterBackOff(
    signal: AbortSignal,
    { isPatient }: RetryPolicy,
  ): Promise<Running<Client>> {
    const waitMs = this.#notBeforeMs - this.#options.clock.monotonicMs();
    const keepsEnding = this.#deathsInARow >= deathsBeforeUnavailable;
    if (waitMs > 0 && keepsEnding && !isPatient)
      throw new AppError(
        "worker-unavailable",
        `The ${this.#options.kind} process keeps ending (${exitName(this.#lastExit)}).`,
        {
          advice: "Hearth tries again in a while; restarting it may help.",
          params: this.#params(this.#lastExit),
        },
      );
    if (waitMs > 0) await delay(this.#options.clock, waitMs, signal);
    return this.#running ?? this.#start();
  }

  #start(): Running<Client> {
    if (this.#isDisposed)
      throw new AppError("worker-unavailable", "Hearth is closing.");
    const process = this.#options.spawner.spawn(this.#options.kind);
    const closeListeners: (() => void)[] = [];
    const client = this.#options.connect({
      postMessage: (message: unknown) => process.post(message),
      on: (event: string, listener: (event?: { data: unknown }) => void) => {
        if (event === "message")
          process.onMessage((data) => listener({ data }));
        else if (event === "close") closeListeners.push(() => listener());
      },
    });
    const running: Running<Client> = {
      process,
      client,
      ended: new AbortController(),
      exit: null,
    };
    process.onExit((exit) => {
      for (const close of closeListeners) close();
      this.#onExit(running, exit);
    });
    this.#running = running;
    this.#tell();
    return running;
  }

  #onExit(running: Running<Client>, exit: WorkerExit): void {
    if (this.#running !== running) return;
    this.#running = null;
    this.#deathsInARow += 1;
    this.#restarts += 1;
    this.#lastExit = exit;
    running.exit = exit;
    const delayMs = Math.min(
      firstDelayMs * 2 ** (this.#deathsInARow - 1),
      longestDelayMs,
    );
    this.#notBeforeMs = this.#options.clock.monotonicMs() + delayMs;
    this.#options.log.warn("worker died", {
      worker: this.#options.kind,
      exit: exitName(exit),
      restartInMs: delayMs,
    });
    running.ended.abort();
    this.#tell();
    this.#options.clock.after(delayMs, () => this.#tell());
  }

  #explain(
    error: unknown,
    running: Running<Client>,
    signal: AbortSignal,
  ): unknown {
    if (signal.aborted) return signal.reason;
    const known = appErrorFrom(error);
    if (known !== null) return known;
    if (!running.ended.signal.aborted) return error;
    return new AppError(
      "worker-crashed",
      `The ${this.#options.kind} process ended in the middle of its work (${exitName(running.exit)}).`,
      {
        advice: "Try again: it is started anew.",
        params: this.#params(running.exit),
        cause: error,
      },
    );
  }

  #params(exit: WorkerExit | null): Record<string, string> {
    return { worker: this.#options.kind, exit: exit?.how ?? "stopped" };
  }

  #tell(): void {
    if (!this.#isDisposed) this.#options.onStatus(this.status);
  }
}

/** Not for what the worker answered, nor for one that was ended on purpose. */
function mayRetry(
  error: unknown,
  { exit }: { exit: WorkerExit | null },
  retries: Retries,
  signal: AbortSignal,
): boolean {
  const isAnswer = appErrorFrom(error) !== null;
  if (signal.aborted || isAnswer || exit === null) return false;
  return retries.allows(exit);
}

function exitName(exit: WorkerExit | null): string {
  if (exit === null) return "stopped";
  return exit.how === "crashed" ? exit.code : exit.how;
}
