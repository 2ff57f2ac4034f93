import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "vite";
import {
  answerRefusal,
  setSecurityHeaders,
} from "../../electron/server/answers.ts";
import { readManifest, sendFile } from "../../electron/server/static-files.ts";

export interface HarnessServer {
  url: string;
  stop(): Promise<void>;
}

/** Builds the real renderer over the engine in memory and serves it on loopback. */
export async function serveHarness(): Promise<HarnessServer> {
  const folder = await mkdtemp(join(tmpdir(), "hearth-interface-"));
  await build({
    configFile: resolve(import.meta.dirname, "renderer-harness/vite.config.ts"),
    logLevel: "error",
    build: { outDir: folder },
  });
  const manifest = readManifest(folder);
  const server = createServer((request, response) => {
    setSecurityHeaders(response);
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = manifest.get(pathname);
    if (file === undefined) answerRefusal(response, "path");
    else sendFile(response, file);
  });
  await new Promise<void>((listening) =>
    server.listen(0, "127.0.0.1", listening),
  );
  // A server that listens on a port has an address of this kind
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true, force: true });
    },
  };
}
