import { EventEmitter } from "node:events";

/**
 * Loaded first in a child of the double's utilityProcess: gives it Electron's `process.parentPort`, over Node's
 * child IPC. Messages wait until someone listens.
 */
type Incoming =
  | { kind: "message"; data: unknown; ports: number[] }
  | { kind: "port-message"; port: number; data: unknown }
  | { kind: "port-close"; port: number };

const ports = new Map<number, Port>();
const toParent = (message: unknown) => {
  if (process.connected) process.send?.(message);
};

class Port extends EventEmitter {
  readonly #id: number;
  #isStarted = false;
  readonly #waiting: (() => void)[] = [];

  constructor(id: number) {
    super();
    this.#id = id;
    ports.set(id, this);
  }

  postMessage(data: unknown): void {
    toParent({ kind: "port-message", port: this.#id, data });
  }

  start(): void {
    this.#isStarted = true;
    for (const deliver of this.#waiting.splice(0)) deliver();
  }

  close(): void {
    ports.delete(this.#id);
    toParent({ kind: "port-close", port: this.#id });
  }

  deliver(event: "message" | "close", value?: unknown): void {
    if (this.#isStarted) this.emit(event, value);
    else this.#waiting.push(() => this.emit(event, value));
  }
}

class ParentPort extends EventEmitter {
  readonly #waiting: unknown[] = [];

  postMessage(data: unknown): void {
    toParent({ kind: "message", data });
  }

  deliver(value: unknown): void {
    if (this.listenerCount("message") > 0) this.emit("message", value);
    else this.#waiting.push(value);
  }

  override on(event: string, listener: (...values: unknown[]) => void): this {
    super.on(event, listener);
    return this.#flush();
  }

  override once(event: string, listener: (...values: unknown[]) => void): this {
    super.once(event, listener);
    return this.#flush();
  }

  #flush(): this {
    queueMicrotask(() => {
      for (const value of this.#waiting.splice(0)) this.deliver(value);
    });
    return this;
  }
}

const parentPort = new ParentPort();
Object.assign(process, { parentPort });

process.on("message", (incoming: Incoming) => {
  if (incoming.kind === "message")
    parentPort.deliver({
      data: incoming.data,
      ports: incoming.ports.map((id) => new Port(id)),
    });
  else if (incoming.kind === "port-message")
    ports
      .get(incoming.port)
      ?.deliver("message", { data: incoming.data, ports: [] });
  else {
    const port = ports.get(incoming.port);
    ports.delete(incoming.port);
    port?.deliver("close");
  }
});
// Electron's utility processes don't outlive it
process.on("disconnect", () => process.exit(0));
