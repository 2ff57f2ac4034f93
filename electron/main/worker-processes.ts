import { join } from "node:path";
import {
  app,
  MessageChannelMain,
  type MessagePortMain,
  type UtilityProcess,
  utilityProcess,
} from "electron";
import type { BrokerRequest, MainMessage } from "#desktop-link/broker.ts";
import { endAtOnce } from "./engine-process.ts";

const serviceNames = {
  llm: "Hearth language model",
  embed: "Hearth embeddings",
  extract: "Hearth file reader",
} as const;

/** The workers that the engine asked for; they end with it. */
export class WorkerProcesses {
  readonly #folder: string;
  readonly #post: (message: MainMessage, ports?: MessagePortMain[]) => void;
  readonly #running = new Map<number, UtilityProcess>();
  /** Chromium's word for the end of a worker, by the worker's own name; told before or after its exit. */
  readonly #reasons = new Map<string, string>();

  constructor(options: {
    /** Holds llm.js, embed.js and extract.js. */
    folder: string;
    post: (message: MainMessage, ports?: MessagePortMain[]) => void;
  }) {
    this.#folder = options.folder;
    this.#post = options.post;
    app.on("child-process-gone", (_event, { type, name, reason }) => {
      if (type !== "Utility" || name === undefined) return;
      if (reason === "clean-exit" || reason === "abnormal-exit") return;
      // To Chromium a full heap is a crash like any other
      if (this.#reasons.get(name) !== "oom") this.#reasons.set(name, reason);
    });
  }

  handle(request: BrokerRequest): void {
    if (request.type === "spawn-worker") this.#spawn(request);
    else this.#end(request.requestId);
  }

  /** Ends all of them, without telling the engine: it is gone. */
  endAll(): void {
    const workers = [...this.#running.values()];
    this.#running.clear();
    for (const worker of workers) endAtOnce(worker);
  }

  #spawn({
    requestId,
    kind,
    heapLimitMb,
  }: Extract<BrokerRequest, { type: "spawn-worker" }>): void {
    // Of its own: several workers of a kind run at a time, and Chromium tells an end by this name alone
    const serviceName = `${serviceNames[kind]} ${requestId}`;
    const worker = utilityProcess.fork(join(this.#folder, `${kind}.js`), [], {
      serviceName,
      execArgv: [`--max-old-space-size=${heapLimitMb}`],
    });
    this.#running.set(requestId, worker);
    const { port1, port2 } = new MessageChannelMain();
    worker.postMessage({ type: "start" }, [port1]);
    worker.once("spawn", () => {
      if (this.#running.get(requestId) !== worker) return;
      const pid = worker.pid ?? null;
      this.#post({ type: "worker-spawned", requestId, pid }, [port2]);
    });
    worker.once("exit", (code) => {
      // A worker of an engine that is gone may end after its number was given out again
      const isWaitedFor = this.#running.get(requestId) === worker;
      if (isWaitedFor) this.#running.delete(requestId);
      // Whichever of the two comes first, both have come a round of the event loop later
      setImmediate(() => {
        const reason = this.#reasons.get(serviceName) ?? null;
        this.#reasons.delete(serviceName);
        if (isWaitedFor)
          this.#post({ type: "worker-exited", requestId, code, reason });
      });
    });
    // V8's own end, such as a heap that is full, is told here alone
    worker.once("error", () => this.#reasons.set(serviceName, "oom"));
  }

  #end(requestId: number): void {
    const worker = this.#running.get(requestId);
    if (worker !== undefined) endAtOnce(worker);
  }
}
