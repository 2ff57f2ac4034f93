import { RPCLink } from "@orpc/client/websocket";
import { NotConnectedError } from "./failures.ts";
import type { Transport } from "./reconnecting-link.ts";

/** A WebSocket to the page's own host. The session cookie goes along by itself. Rejects when nobody answers. */
export function openLoopbackTransport(): Promise<Transport> {
  const address = new URL("/rpc", window.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address);
  const closed = new Promise<void>((resolve) =>
    socket.addEventListener("close", () => resolve(), { once: true }),
  );
  return new Promise((resolve, reject) => {
    socket.addEventListener(
      "open",
      () =>
        resolve({
          link: new RPCLink({ websocket: socket }),
          closed,
          close: () => socket.close(),
        }),
      { once: true },
    );
    void closed.then(() => reject(new NotConnectedError()));
  });
}
