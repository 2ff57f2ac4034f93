import { RPCLink } from "@orpc/client/message-port";
import { portMessage } from "#desktop-link/bridge.ts";
import type { DesktopBridge } from "./desktop-bridge.ts";
import type { Transport } from "./reconnecting-link.ts";

/**
 * Opens ports to the engine, through the preload. The message that brings them comes without one when the engine
 * has ended, because a port itself doesn't tell that in every Chromium.
 */
export function createDesktopOpener(
  bridge: DesktopBridge,
): () => Promise<Transport> {
  let take: ((port: MessagePort) => void) | null = null;
  let endCurrent: () => void = () => undefined;

  window.addEventListener("message", (event) => {
    if (event.source !== window || event.data !== portMessage) return;
    const port = event.ports[0];
    if (port === undefined) endCurrent();
    else if (take === null) port.close();
    else take(port);
  });

  return () =>
    new Promise((resolve) => {
      take = (port) => {
        take = null;
        endCurrent = () => end(port);
        resolve(transportOver(port));
      };
      bridge.connect();
    });
}

function transportOver(port: MessagePort): Transport {
  const closed = new Promise<void>((resolve) =>
    port.addEventListener("close", () => resolve(), { once: true }),
  );
  const link = new RPCLink({ port });
  port.start();
  return { link, closed, close: () => end(port) };
}

function end(port: MessagePort): void {
  port.close();
  // A port is silent about its own closing, and calls in flight end with this event
  port.dispatchEvent(new Event("close"));
}
