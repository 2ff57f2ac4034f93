import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { RPCHandler } from "@orpc/server/ws";
import { type WebSocket, WebSocketServer } from "ws";
import type { Engine } from "#engine/create-engine.ts";
import { loopback } from "#pages/loopback.ts";

/** Larger frames end the connection; no call of the contract comes near. */
const maxFrameBytes = 4 * 1024 * 1024;
const maxSockets = 64;
const heartbeatMs = 30_000;
const goingAway = 1001;

/** The contract over WebSocket: one handler for all connections, which end when they fall silent. */
export class RpcSockets {
  readonly #handler: RPCHandler<Record<never, never>>;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrameBytes,
    perMessageDeflate: false,
    // The secret is offered beside it, and never said back
    handleProtocols: (offered) =>
      offered.has(loopback.protocol) ? loopback.protocol : false,
  });
  readonly #silent = new WeakSet<WebSocket>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(router: Engine["router"]) {
    this.#handler = new RPCHandler(router);
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs).unref();
  }

  get isFull(): boolean {
    return this.#sockets.clients.size >= maxSockets;
  }

  /** Takes over a connection whose request was checked. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      // An oversized or broken frame: ws closes the connection itself, with the code that says so
      webSocket.on("error", () => undefined);
      webSocket.on("pong", () => this.#silent.delete(webSocket));
      void this.#handler.upgrade(withBackPressure(webSocket));
    });
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const webSocket of this.#sockets.clients)
      webSocket.close(goingAway, "Hearth is closing");
  }

  /** For connections that did not answer the closing. */
  terminate(): void {
    for (const webSocket of this.#sockets.clients) webSocket.terminate();
  }

  #beat(): void {
    for (const webSocket of this.#sockets.clients) {
      if (this.#silent.has(webSocket)) webSocket.terminate();
      else {
        this.#silent.add(webSocket);
        webSocket.ping();
      }
    }
  }
}

/** oRPC awaits each send, so a stream runs no faster than its reader and nothing piles up here. */
function withBackPressure(
  webSocket: WebSocket,
): Pick<WebSocket, "addEventListener" | "send"> {
  return {
    addEventListener: webSocket.addEventListener.bind(webSocket),
    send: (data: Parameters<WebSocket["send"]>[0]) =>
      // A send to a connection that closed is over: "close" ends its streams
      new Promise<void>((resolve) => webSocket.send(data, () => resolve())),
  };
}
