import { type ChildProcess, fork } from "node:child_process";
import { EventEmitter } from "node:events";
import { constants } from "node:os";
import { resolve } from "node:path";
import type Electron from "electron";
import { z } from "zod";
import { app } from "./app.ts";
import { detached, RemotePorts } from "./message-ports.ts";

const shim = resolve(import.meta.dirname, "parent-port.ts");
const v8Fatal = /heap out of memory|Allocation failed/;
const fromChild = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("message"), data: z.unknown() }),
  z.object({
    kind: z.literal("port-message"),
    port: z.number(),
    data: z.unknown(),
  }),
  z.object({ kind: z.literal("port-close"), port: z.number() }),
]);

/** A real child process of Node that runs the real entry, with Electron's parent port put in front. */
class UtilityProcess
  extends EventEmitter
  implements Pick<Electron.UtilityProcess, "kill" | "pid" | "postMessage">
{
  readonly serviceName: string;
  readonly #child: ChildProcess;
  readonly #ports = new RemotePorts();

  constructor(
    modulePath: string,
    args: string[],
    options: Electron.ForkOptions,
  ) {
    super();
    this.serviceName = options.serviceName ?? "Node Utility Process";
    this.#child = fork(modulePath, args, {
      execArgv: [...(options.execArgv ?? []), "--import", shim],
      env: { ...process.env, ...options.env },
      serialization: "advanced",
      stdio: ["ignore", "inherit", "pipe", "ipc"],
    });
    this.#child.stderr?.on("data", (words: Buffer) => {
      process.stderr.write(words);
      // Electron tells of V8's own end by an event before the exit
      if (v8Fatal.test(String(words))) this.emit("error", "FatalError", "", "");
    });
    this.#child.on("spawn", () => this.emit("spawn"));
    this.#child.on("message", (message) => this.#onMessage(message));
    // Once everything that it wrote was read
    this.#child.on("close", (code, signal) => {
      running.delete(this);
      this.#ports.closeAll();
      const exitCode = code ?? constants.signals[signal ?? "SIGKILL"];
      if (code !== 0)
        app.emit("child-process-gone", {}, {
          type: "Utility",
          reason: reasonOf(signal),
          exitCode,
          serviceName: "node.mojom.NodeService",
          name: this.serviceName,
        } satisfies Electron.Details);
      this.emit("exit", exitCode);
    });
    running.add(this);
  }

  get pid(): number | undefined {
    return this.#child.exitCode === null && this.#child.signalCode === null
      ? this.#child.pid
      : undefined;
  }

  postMessage(data: unknown, transfer: Electron.MessagePortMain[] = []): void {
    this.#ports.handOver(
      transfer.map(detached),
      (message) => this.#send(message),
      (ports) => ({ kind: "message", data, ports }),
    );
  }

  kill(): boolean {
    return this.#child.kill("SIGTERM");
  }

  #send(message: object): void {
    if (this.#child.connected) this.#child.send(message);
  }

  #onMessage(raw: unknown): void {
    const message = fromChild.parse(raw);
    if (message.kind === "message") this.emit("message", message.data);
    else if (message.kind === "port-message")
      this.#ports.fromOther(message.port, message.data);
    else this.#ports.closedByOther(message.port);
  }
}

/** Chromium's words for it. */
function reasonOf(signal: NodeJS.Signals | null): Electron.Details["reason"] {
  if (signal === null) return "abnormal-exit";
  return signal === "SIGKILL" || signal === "SIGTERM" ? "killed" : "crashed";
}

const running = new Set<UtilityProcess>();

export const utilityProcess = {
  fork: (
    modulePath: string,
    args: string[] = [],
    options: Electron.ForkOptions = {},
  ) => new UtilityProcess(modulePath, args, options),
};

export function runningProcesses(): {
  pid: number | undefined;
  serviceName: string;
}[] {
  return [...running].map(({ pid, serviceName }) => ({ pid, serviceName }));
}

export function endUtilityProcesses(): void {
  for (const each of running) each.kill();
}
