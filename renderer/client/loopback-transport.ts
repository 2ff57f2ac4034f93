import { RPCLink } from "@orpc/client/websocket";
import { loopback } from "#pages/loopback.ts";
import { NotConnectedError } from "./failures.ts";
import type { Transport } from "./reconnecting-link.ts";
import { provenSecret } from "./session.ts";

/**
 * A WebSocket to the page's own host, which is let in by the page's secret. Rejects with NotConnectedError when nobody
 * answers, with NotKnownError when the host doesn't know this page.
 */
export async function openLoopbackTransport(): Promise<Transport> {
  const secret = await provenSecret();
  const address = new URL("/rpc", window.location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address, [
    loopback.protocol,
    `${loopback.secretProtocolPrefix}${secret}`,
  ]);
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
