import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export interface RecordedRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
}

/** What somebody says who wants to be taken for Hearth. */
const pretence = JSON.stringify({ proof: "0".repeat(64), secret: "mine" });

/** Another program's server on this computer: it writes down whatever it receives, and plays Hearth where a page asks. */
export async function startRecordingServer({ port = 0 } = {}) {
  const received: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    received.push({
      method: request.method ?? "",
      url: request.url ?? "",
      headers: request.headers,
    });
    const isAsked = request.url === "/session";
    response
      .writeHead(200, {
        "Content-Type": isAsked ? "application/json" : "text/html",
      })
      .end(isAsked ? pretence : "<p>another program</p>");
  });
  server.on("upgrade", (request, socket) => {
    received.push({
      method: "UPGRADE",
      url: request.url ?? "",
      headers: request.headers,
    });
    socket.destroy();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  // A server that listens on a port has an address of this kind
  const bound = (server.address() as AddressInfo).port;
  return {
    origin: `http://127.0.0.1:${bound}`,
    port: bound,
    received,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
