import { RPCLink } from "@orpc/client/message-port";
import { portMessage } from "#contract/bridge.ts";
import type { DesktopBridge } from "./desktop-bridge.ts";
import type { Transport } from "./reconnecting-link.ts";

/**
 * A port to the engine. It comes as a window message, because the preload's bridge can't carry one. The transport
 * ends when the other side of the port does, and when another port comes: the engine was started again.
 */
export async function openDesktopTransport(
  bridge: DesktopBridge,
): Promise<Transport> {
  bridge.connect();
  const port = await nextPort();
  const over = new AbortController();
  const end = () => {
    port.close();
    // A port is silent about its own closing, and calls in flight wait for that event
    port.dispatchEvent(new Event("close"));
  };
  void nextPort({ signal: over.signal }).then((newer) => {
    newer.close();
    end();
  });
  const closed = new Promise<void>((resolve) => {
    const onClose = () => {
      over.abort();
      resolve();
    };
    port.addEventListener("close", onClose, { once: true });
  });
  const link = new RPCLink({ port });
  port.start();
  return { link, closed, close: end };
}

/** Resolves with the next port that the preload posts to this page; never once the signal aborts. */
function nextPort(
  options: { signal?: AbortSignal } = {},
): Promise<MessagePort> {
  const taken = new AbortController();
  const signal = AbortSignal.any([
    taken.signal,
    ...(options.signal ? [options.signal] : []),
  ]);
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent<unknown>) => {
      const [port] = event.ports;
      // Only the preload posts to the page from the page's own window
      if (event.source !== window || event.data !== portMessage || !port)
        return;
      taken.abort();
      resolve(port);
    };
    window.addEventListener("message", onMessage, { signal });
  });
}
