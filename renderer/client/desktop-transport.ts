import { RPCLink } from "@orpc/client/message-port";
import { portMessage } from "#contract/bridge.ts";
import type { DesktopBridge } from "./desktop-bridge.ts";
import type { Transport } from "./reconnecting-link.ts";

/**
 * Opens ports to the engine, through the preload. A port that comes unasked belongs to an engine that was started
 * again: it ends the one before it and is the next that is opened.
 */
export function createDesktopOpener(
  bridge: DesktopBridge,
): () => Promise<Transport> {
  let waiting: ((port: MessagePort) => void) | null = null;
  let spare: MessagePort | null = null;
  let endCurrent: () => void = () => undefined;

  window.addEventListener("message", (event) => {
    const port = event.ports[0];
    if (event.source !== window || event.data !== portMessage) return;
    if (port === undefined) return;
    if (waiting !== null) {
      const take = waiting;
      waiting = null;
      take(port);
      return;
    }
    spare?.close();
    spare = port;
    endCurrent();
  });

  const transportOver = (port: MessagePort): Transport => {
    const closed = new Promise<void>((resolve) => {
      endCurrent = () => {
        port.close();
        resolve();
      };
      port.addEventListener("close", () => resolve(), { once: true });
    });
    const link = new RPCLink({ port });
    port.start();
    return { link, closed, close: () => port.close() };
  };

  return () =>
    new Promise((resolve) => {
      if (spare !== null) {
        resolve(transportOver(spare));
        spare = null;
        return;
      }
      waiting = (port) => resolve(transportOver(port));
      bridge.connect();
    });
}
