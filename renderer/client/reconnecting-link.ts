import type { ClientContext, ClientLink } from "@orpc/client";
import type { StoreApi } from "zustand/vanilla";
import { NotConnectedError, NotKnownError } from "./failures.ts";

export interface Transport {
  link: ClientLink<ClientContext>;
  /** Resolves when the other side went away. */
  closed: Promise<void>;
  close(): void;
}

export interface ConnectionState {
  /** "unknown": the host is there but was started anew, and this page has to be opened by its new address. */
  status: "connecting" | "open" | "lost" | "unknown";
}

const firstDelayMs = 250;
const longestDelayMs = 5000;
/** A call that finds no connection waits this long for one before it fails. */
const patienceMs = 10_000;

/**
 * One link over transports that come and go. It opens the next one with back-off when one ends; calls wait a
 * moment for it, and streams end, so whoever watches attaches again. `open` rejects when there is nobody there.
 */
export function createReconnectingLink(
  open: () => Promise<Transport>,
  state: StoreApi<ConnectionState>,
): { link: ClientLink<ClientContext>; close(): void } {
  let current: Transport | null = null;
  let isClosed = false;
  let waiting: ((transport: Transport) => void)[] = [];
  let wake: () => void = () => undefined;

  const keepOpen = async () => {
    let delayMs = firstDelayMs;
    while (!isClosed) {
      let status: ConnectionState["status"] = "lost";
      try {
        const transport = await open();
        if (isClosed) return transport.close();
        current = transport;
        delayMs = firstDelayMs;
        state.setState({ status: "open" });
        for (const deliver of waiting.splice(0)) deliver(transport);
        await transport.closed;
      } catch (error) {
        // The delay below is the answer to nobody there yet
        if (error instanceof NotKnownError) status = "unknown";
      }
      current = null;
      if (isClosed) return;
      state.setState({ status });
      const jitteredMs = delayMs * (0.8 + Math.random() * 0.4);
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, jitteredMs);
      });
      delayMs = Math.min(delayMs * 2, longestDelayMs);
    }
  };
  const retryNow = () => {
    if (document.visibilityState === "visible") wake();
  };
  document.addEventListener("visibilitychange", retryNow);
  window.addEventListener("online", retryNow);
  void keepOpen();

  const transportNow = (signal: AbortSignal | undefined) =>
    new Promise<Transport>((resolve, reject) => {
      if (current !== null) return resolve(current);
      const give = () => {
        waiting = waiting.filter((deliver) => deliver !== settle);
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
      };
      const settle = (transport: Transport) => {
        give();
        resolve(transport);
      };
      const onAbort = () => {
        give();
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        give();
        reject(new NotConnectedError());
      }, patienceMs);
      signal?.addEventListener("abort", onAbort);
      waiting.push(settle);
    });

  return {
    link: {
      call: async (path, input, options) => {
        const transport = await transportNow(options.signal);
        return transport.link.call(path, input, options);
      },
    },
    close: () => {
      isClosed = true;
      document.removeEventListener("visibilitychange", retryNow);
      window.removeEventListener("online", retryNow);
      current?.close();
      wake();
    },
  };
}
