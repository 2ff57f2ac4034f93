import { createServer, type Server } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import type { Engine } from "#engine/create-engine.ts";
import { allowedHosts, refusalOf } from "./addresses.ts";
import { answerRequest } from "./answer-request.ts";
import { answerText, setSecurityHeaders } from "./answers.ts";
import { FileIntake } from "./file-intake.ts";
import { Inbox } from "./inbox.ts";
import { RpcSockets } from "./rpc-sockets.ts";
import { Sessions } from "./sessions.ts";
import { readManifest } from "./static-files.ts";
import { sweepInbox } from "./sweep-inbox.ts";

const address = "127.0.0.1";
const closeGraceMs = 2_000;

export interface ServerOptions {
  engine: Pick<Engine, "router" | "client" | "grants">;
  dataFolder: string;
  /** The built renderer. */
  rendererFolder: string;
  /** 0, the default, takes any free port. */
  port?: number;
  /** Largest file that a page may hand over, in bytes; default 2 GiB. */
  mostFileBytes?: number;
  /** Told of everything unexpected. */
  onBug: (error: unknown) => void;
}

export interface RunningServer {
  port: number;
  /** A new address that opens Hearth in one browser, once. */
  newAddress(): string;
  /** Ends connections and streams; what they started goes on in the engine. */
  close(): Promise<void>;
}

/**
 * Serves the renderer and the contract to browsers on this computer, on 127.0.0.1 only.
 * @throws the system's error when the port is taken
 */
export async function startServer(
  options: ServerOptions,
): Promise<RunningServer> {
  const { engine, onBug } = options;
  const inbox = new Inbox({
    folder: join(options.dataFolder, "inbox"),
    mostBytes: options.mostFileBytes ?? 2 * 1024 ** 3,
  });
  await sweepInbox(inbox, engine.client);
  const manifest = readManifest(options.rendererFolder);
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 3_600_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 5_000,
  });
  server.maxConnections = 256;
  // No byte for a minute in either direction; WebSockets have their own heartbeat
  server.setTimeout(60_000);
  const port = await listen(server, options.port ?? 0);

  const sessions = new Sessions(port);
  const hosts = allowedHosts(port);
  const sockets = new RpcSockets(engine.router);
  const intake = new FileIntake({ inbox, grants: engine.grants, onBug });
  server.on("request", (request, response) => {
    setSecurityHeaders(response);
    response.on("error", () => response.destroy());
    answerRequest(request, response, {
      hosts,
      sessions,
      manifest,
      intake,
    }).catch((error: unknown) => {
      onBug(error);
      answerText(response, 500, "Something went wrong.");
    });
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    const isWelcome =
      refusalOf(request.headers, hosts, true) === null &&
      sessions.isKnown(request.headers.cookie) &&
      request.url === "/rpc";
    if (!isWelcome) refuseUpgrade(socket, "403 Forbidden");
    else if (sockets.isFull) refuseUpgrade(socket, "503 Service Unavailable");
    else sockets.accept(request, socket, head);
  });

  return {
    port,
    newAddress: () =>
      `http://${address}:${port}/?token=${sessions.issueToken()}`,
    close: () => close(server, sockets),
  };
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, address, () => {
      server.off("error", reject);
      const bound = server.address();
      resolve(typeof bound === "object" && bound !== null ? bound.port : port);
    });
  });
}

function close(server: Server, sockets: RpcSockets): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => {
      sockets.terminate();
      server.closeAllConnections();
    }, closeGraceMs);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    sockets.close();
    server.closeIdleConnections();
  });
}
