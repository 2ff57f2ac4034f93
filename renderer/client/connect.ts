import { createORPCClient } from "@orpc/client";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { HearthClient } from "#contract/index.ts";
import { createDesktopOpener } from "./desktop-transport.ts";
import {
  createDesktopIntake,
  createLoopbackIntake,
  type Intake,
} from "./intake.ts";
import { openLoopbackTransport } from "./loopback-transport.ts";
import {
  type ConnectionState,
  createReconnectingLink,
} from "./reconnecting-link.ts";

export interface Connection {
  client: HearthClient;
  intake: Intake;
  state: StoreApi<ConnectionState>;
}

/** Connects to the engine: over the preload's port on the desktop, over a WebSocket to the page's own host else. */
export function connect(): Connection {
  const bridge = window.hearth;
  const state = createStore<ConnectionState>(() => ({ status: "connecting" }));
  const { link } = createReconnectingLink(
    bridge === undefined ? openLoopbackTransport : createDesktopOpener(bridge),
    state,
  );
  const client: HearthClient = createORPCClient(link);
  return {
    client,
    state,
    intake:
      bridge === undefined
        ? createLoopbackIntake()
        : createDesktopIntake(client, bridge),
  };
}
