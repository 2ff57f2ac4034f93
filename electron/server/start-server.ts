import { realpathSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { join } from "node:path";
import { AppError } from "#contract/errors.ts";
import type { Engine } from "#engine/create-engine.ts";
import { addressRefusal, hostOf } from "./addresses.ts";
import { answerRequest } from "./answer-request.ts";
import { answerFailure, refuseUpgrade, setSecurityHeaders } from "./answers.ts";
import { Connections } from "./connections.ts";
import { FileIntake } from "./file-intake.ts";
import { Inbox } from "./inbox.ts";
import { builtPages, type Pages } from "./pages.ts";
import type { RefusalReason } from "./refusals.ts";
import { offeredSecret } from "./request-headers.ts";
import { RpcSockets } from "./rpc-sockets.ts";
import { createSessionFile } from "./session-file.ts";
import { Sessions } from "./sessions.ts";

const address = "127.0.0.1";
const closeGraceMs = 2_000;

export interface ServerOptions {
  engine: Pick<Engine, "router" | "grants">;
  dataFolder: string;
  /** The built renderer, or what stands in for it. */
  pages: string | Pages;
  /** 0, the default, takes any free port. */
  port?: number;
  /** Every browser that was let in before needs a new address. Default: false. */
  forgetsBrowsers?: boolean;
  /** Largest file that a page may hand over, in bytes; default 2 GiB. */
  maxFileBytes?: number;
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
  // As documents in it are known by
  const dataFolder = realpathSync(options.dataFolder);
  const inbox = new Inbox({
    folder: join(dataFolder, "inbox"),
    maxBytes: options.maxFileBytes ?? 2 * 1024 ** 3,
  });
  const pages =
    typeof options.pages === "string"
      ? builtPages(options.pages)
      : options.pages;
  const sessionFile = createSessionFile(
    join(dataFolder, "browsers.json"),
    onBug,
  );
  if (options.forgetsBrowsers === true) sessionFile.forget();
  const server = createServer({
    headersTimeout: 5_000,
    requestTimeout: 3_600_000,
    keepAliveTimeout: 5_000,
    connectionsCheckingInterval: 1_000,
  });
  // Above all that is let be; who goes first is decided there
  server.maxConnections = 512;
  server.maxRequestsPerSocket = 1_000;
  const connections = new Connections(server);
  // No byte for a minute in either direction; WebSockets have their own heartbeat
  server.setTimeout(60_000);
  const port = await listen(server, options.port ?? 0);

  const host = hostOf(port);
  const sessions = new Sessions({ host, port, file: sessionFile });
  const sockets = new RpcSockets(engine.router);
  const intake = new FileIntake({ inbox, grants: engine.grants, onBug });
  server.on("request", (request, response) => {
    if (!connections.takes(request, response)) return;
    connections.heard(request.socket);
    setSecurityHeaders(response);
    response.on("error", () => response.destroy());
    answerRequest(request, response, {
      host,
      sessions,
      pages,
      intake,
      onKnown: ({ socket }) => connections.known(socket),
    }).catch((error: unknown) => {
      onBug(error);
      answerFailure(response, 500, somethingWrong.toData());
    });
  });
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    connections.heard(socket);
    const reason = upgradeRefusal(request, { host, sessions, sockets });
    if (reason !== null) return refuseUpgrade(socket, reason);
    connections.known(socket);
    sockets.accept(request, socket, head);
  });

  return {
    port,
    newAddress: () => `http://${host}/?token=${sessions.issueToken()}`,
    close: async () => {
      await close(server, sockets);
    },
  };
}

const somethingWrong = new AppError("internal", "Something went wrong.");

function upgradeRefusal(
  request: IncomingMessage,
  parts: { host: string; sessions: Sessions; sockets: RpcSockets },
): RefusalReason | null {
  const { host, sessions, sockets } = parts;
  return (
    addressRefusal(request.headers, host, true) ??
    (request.url === "/rpc" ? null : "path") ??
    sessions.refusalOf(offeredSecret(request)) ??
    (sockets.isFull ? "sockets-full" : null)
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
