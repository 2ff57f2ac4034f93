import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { createORPCClient } from "@orpc/client";
import { RPCLink as PortLink } from "@orpc/client/message-port";
import { RPCLink as SocketLink } from "@orpc/client/websocket";
import { createRouterClient } from "@orpc/server";
import { RPCHandler as PortHandler } from "@orpc/server/message-port";
import { WebSocket } from "ws";
import { z } from "zod";
import type { HearthClient } from "#contract/index.ts";
import type { Engine } from "#engine/create-engine.ts";
import { loopback } from "#pages/loopback.ts";
import type { Pages } from "../../electron/server/pages.ts";
import {
  type RunningServer,
  startServer,
} from "../../electron/server/start-server.ts";
import type { smallRouter } from "./small-router.ts";

export interface Connection {
  client: HearthClient;
  /** The client's side goes away without a word. */
  close(): Promise<void>;
}

export interface Transport {
  name: string;
  connect(router: ReturnType<typeof smallRouter>): Promise<Connection>;
}

/** The three ways to the same router. In memory nothing goes away by itself. */
export const transports: Transport[] = [
  {
    name: "in memory",
    // The router answers the part of the contract that the suite calls
    connect: async (router) => ({
      client: createRouterClient(router) as unknown as HearthClient,
      close: async () => undefined,
    }),
  },
  { name: "MessagePort", connect: connectPort },
  { name: "WebSocket", connect: connectSocket },
];

async function connectPort(
  router: ReturnType<typeof smallRouter>,
): Promise<Connection> {
  const { port1, port2 } = new MessageChannel();
  new PortHandler(router).upgrade(port1);
  port1.start();
  const client: HearthClient = createORPCClient(new PortLink({ port: port2 }));
  port2.start();
  const closed = new Promise<void>((resolve) => {
    port1.once("close", () => resolve());
  });
  return {
    client,
    close: () => {
      port2.close();
      return closed;
    },
  };
}

async function connectSocket(
  router: ReturnType<typeof smallRouter>,
): Promise<Connection> {
  const { server, secret, stop } = await serveRouter(router);
  const socket = await openSocket(server, secret);
  return {
    client: createORPCClient(new SocketLink({ websocket: socket as never })),
    close: async () => {
      socket.terminate();
      await stop();
    },
  };
}

/** A real loopback server for a router, with two small pages, and a session to it. */
export async function serveRouter(
  router: unknown,
  options: { maxFileBytes?: number; pages?: Pages } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), "hearth-server-"));
  const rendererFolder = join(folder, "renderer");
  mkdirSync(join(rendererFolder, "assets"), { recursive: true });
  writeFileSync(join(rendererFolder, "index.html"), "<p>main</p>");
  writeFileSync(join(rendererFolder, "quick.html"), "<p>quick</p>");
  writeFileSync(join(rendererFolder, "assets/a-1234.js"), "export {};");
  writeFileSync(join(folder, "secret.txt"), "secret");
  const granted = new Map<string, string[]>();
  const bugs: unknown[] = [];
  const server = await startServer({
    engine: {
      // Only what the server itself asks of an engine
      router: router as Engine["router"],
      grants: {
        create: () => "",
        extend: (id, paths) =>
          granted.set(id, [...(granted.get(id) ?? []), ...paths]),
        spend: () => [],
      },
    },
    dataFolder: folder,
    pages: rendererFolder,
    onBug: (error) => bugs.push(error),
    ...options,
  });
  const secret = await openAddress(server.newAddress());
  const stop = async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { server, secret, folder, granted, bugs, stop };
}

/** Exchanges the token of a one-time address as the page does; the secret that it gives. */
export async function openAddress(address: string): Promise<string> {
  const { origin, searchParams } = new URL(address);
  const response = await fetch(`${origin}${loopback.sessionPath}`, {
    method: "POST",
    headers: {
      Origin: origin,
      [loopback.tokenHeader]: searchParams.get("token") ?? "",
    },
  });
  const answer: unknown = await response.json();
  if (!response.ok)
    throw new Error(`The address was refused: ${JSON.stringify(answer)}`);
  return z.object({ secret: z.string() }).parse(answer).secret;
}

/** What the page's own socket speaks, with its secret. */
export const socketProtocols = (secret: string) => [
  loopback.protocol,
  `${loopback.secretProtocolPrefix}${secret}`,
];

export function openSocket(
  server: RunningServer,
  secret: string,
): Promise<WebSocket> {
  const socket = new WebSocket(
    `ws://127.0.0.1:${server.port}/rpc`,
    socketProtocols(secret),
    { headers: { Origin: `http://127.0.0.1:${server.port}` } },
  );
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
  });
}
