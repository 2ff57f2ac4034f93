import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** Connections that have not sent a whole request head yet. A browser sends its first one at once. */
const maxMute = 64;
/** Connections that were answered, or are being, without a secret. */
const maxStrangers = 128;

type State = "mute" | "stranger";

/**
 * Keeps those who hold connections open from keeping others out: each state has room of its own, and where it is
 * used up the connection that was longest without a request goes. A flood of silent ones ends only silent ones. Those
 * of pages that were let in are never ended for others: what such pages may do at the same time is limited by kind.
 */
export class Connections {
  readonly #limits: Record<State, number> = {
    mute: maxMute,
    stranger: maxStrangers,
  };
  readonly #sockets: Record<State, Set<Duplex>> = {
    mute: new Set(),
    stranger: new Set(),
  };

  readonly #known = new WeakSet<Duplex>();
  readonly #unanswered = new WeakSet<Duplex>();

  constructor(server: {
    on(event: "connection", listener: (socket: Duplex) => void): unknown;
  }) {
    server.on("connection", (socket) => {
      this.#put(socket, "mute");
      socket.once("close", () => this.#remove(socket));
    });
  }

  /** A whole request head came. */
  heard(socket: Duplex): void {
    if (!this.#known.has(socket)) this.#put(socket, "stranger");
  }

  /** It brought a secret that is known. */
  known(socket: Duplex): void {
    this.#known.add(socket);
    this.#remove(socket);
  }

  /**
   * False for a request that came before the one in front of it was answered, which no browser does; its connection
   * is ended. Each would hold its answer, and the file that this is read from, for as long as nobody takes them.
   */
  takes({ socket }: IncomingMessage, response: ServerResponse): boolean {
    if (this.#unanswered.has(socket)) socket.destroy();
    if (socket.destroyed) return false;
    this.#unanswered.add(socket);
    response.once("close", () => this.#unanswered.delete(socket));
    return true;
  }

  #put(socket: Duplex, state: State): void {
    this.#remove(socket);
    if (socket.destroyed) return;
    const sockets = this.#sockets[state];
    sockets.add(socket);
    if (sockets.size <= this.#limits[state]) return;
    const [oldest] = sockets;
    if (oldest === undefined) return;
    // It tells of its end only later
    sockets.delete(oldest);
    oldest.destroy();
  }

  #remove(socket: Duplex): void {
    for (const sockets of Object.values(this.#sockets)) sockets.delete(socket);
  }
}
