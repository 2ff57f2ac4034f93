import { RPCLink } from "@orpc/client/websocket";
import { NotConnectedError, NotKnownError } from "./failures.ts";
import type { Transport } from "./reconnecting-link.ts";

/**
 * A WebSocket to the page's own host. The session cookie goes along by itself. Rejects with NotConnectedError when
 * nobody answers, with NotKnownError when the host was started anew.
 */
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
    void closed.then(async () =>
      reject(
        (await isRefused()) ? new NotKnownError() : new NotConnectedError(),
      ),
    );
  });
}

/** A socket doesn't say why it was not opened; a request for the page does. */
async function isRefused(): Promise<boolean> {
  try {
    return (await fetch("/", { method: "HEAD" })).status === 403;
  } catch {
    // Nobody answers at all
    return false;
  }
}
