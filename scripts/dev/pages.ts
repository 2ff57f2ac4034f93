import {
  request as ask,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { Pages } from "../../electron/server/pages.ts";

/** Vite's client runs inline and keeps a socket of its own; nothing else is let out. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self' ws://127.0.0.1:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** Pages as Vite's server at this address gives them, changes and all. Only for development. */
export function vitePages(address: string): Pages {
  const vite = new URL(address);
  return {
    answer: (path, request, response) => {
      pass(path, request, response, vite);
      return true;
    },
  };
}

function pass(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  vite: URL,
): void {
  const page = path === "/quick" ? "/quick.html" : path;
  const query = /\?.*/.exec(request.url ?? "")?.[0] ?? "";
  const passed = ask(
    {
      host: vite.hostname,
      port: vite.port,
      method: request.method,
      path: page + query,
      headers: { ...request.headers, host: vite.host },
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, {
        ...answer.headers,
        "content-security-policy": policy,
      });
      answer.pipe(response);
    },
  );
  passed.on("error", () => response.writeHead(502).end());
  passed.end();
}
