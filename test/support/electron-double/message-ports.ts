import { EventEmitter } from "node:events";
import type Electron from "electron";

/** Where a port's messages go once it was handed to a page or a process. */
export interface PortSink {
  message(data: unknown, ports: PortEnd[]): void;
  close(): void;
}

/** One end of a channel, wherever it lives: all messages pass through the double's main. */
export class PortEnd {
  peer: PortEnd | null = null;
  #sink: PortSink | null = null;
  #isClosed = false;
  readonly #unread: [unknown, PortEnd[]][] = [];

  /** From this end to the other. */
  send(data: unknown, ports: PortEnd[]): void {
    if (!this.#isClosed) this.peer?.receive(data, ports);
  }

  receive(data: unknown, ports: PortEnd[]): void {
    if (this.#sink === null) this.#unread.push([data, ports]);
    else this.#sink.message(data, ports);
  }

  attach(sink: PortSink): void {
    this.#sink = sink;
    for (const [data, ports] of this.#unread.splice(0))
      sink.message(data, ports);
    if (this.#isClosed) sink.close();
  }

  /** The other end hears of it; this one doesn't. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.peer?.closedByPeer();
  }

  closedByPeer(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#sink?.close();
  }
}

/** A port in main. Handing it over empties it, as in Electron. */
export class MessagePortMain
  extends EventEmitter
  implements Pick<Electron.MessagePortMain, "postMessage" | "start" | "close">
{
  #end: PortEnd | null;

  constructor(end: PortEnd) {
    super();
    this.#end = end;
  }

  postMessage(
    message: unknown,
    transfer: Electron.MessagePortMain[] = [],
  ): void {
    this.#held().send(structuredClone(message), transfer.map(detached));
  }

  start(): void {
    this.#held().attach({
      message: (data, ends) =>
        this.emit("message", {
          data,
          ports: ends.map((end) => new MessagePortMain(end)),
        }),
      close: () => this.emit("close"),
    });
  }

  close(): void {
    this.#end?.close();
  }

  detach(): PortEnd {
    const end = this.#held();
    this.#end = null;
    return end;
  }

  #held(): PortEnd {
    if (this.#end === null) throw new Error("The port was handed over already");
    return this.#end;
  }
}

/** The end behind a port that main hands over. */
export function detached(port: Electron.MessagePortMain): PortEnd {
  // What the code under test calls Electron's port is made by this double
  const own: unknown = port;
  if (!(own instanceof MessagePortMain)) throw new TypeError("Not a port");
  return own.detach();
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const [one, two] = [new PortEnd(), new PortEnd()];
    one.peer = two;
    two.peer = one;
    this.port1 = new MessagePortMain(one);
    this.port2 = new MessagePortMain(two);
  }
}

/** The ends that live on another side, by number: what is sent there names them. */
export class RemotePorts {
  readonly #ends = new Map<number, PortEnd>();
  #lastId = 0;

  /** Hands the ends over with one message that names their numbers; what is waiting in them comes after it. */
  handOver(
    ends: readonly PortEnd[],
    send: (message: object) => void,
    message: (ports: number[]) => object,
  ): void {
    const numbered = ends.map((end) => ({ end, port: ++this.#lastId }));
    for (const { end, port } of numbered) this.#ends.set(port, end);
    send(message(numbered.map(({ port }) => port)));
    for (const { end, port } of numbered)
      end.attach({
        message: (data) => send({ kind: "port-message", port, data }),
        close: () => send({ kind: "port-close", port }),
      });
  }

  fromOther(port: number, data: unknown): void {
    this.#ends.get(port)?.send(data, []);
  }

  closedByOther(port: number): void {
    this.#ends.get(port)?.close();
    this.#ends.delete(port);
  }

  /** The other side is gone. */
  closeAll(): void {
    for (const end of this.#ends.values()) end.close();
    this.#ends.clear();
  }
}
