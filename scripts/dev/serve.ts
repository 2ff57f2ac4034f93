import { join, resolve } from "node:path";
import { foldersFor } from "../../electron/cli/common-options.ts";
import { createEngine } from "../../electron/engine/create-engine.ts";
import { startServer } from "../../electron/server/start-server.ts";
import { childProcessSpawner } from "../../native/workers/child-process.ts";
import { vitePages } from "./pages.ts";

/** The loopback host from its sources, started anew by Node at each change; pages come from Vite, workers are built. */
const root = resolve(import.meta.dirname, "../..");
const [vite = "", port = "0"] = process.argv.slice(2);
const folders = foldersFor({
  data: process.env["HEARTH_DATA"] ?? join(root, "out/dev-data"),
});
const engine = await createEngine({
  ...folders,
  builtInModelsFolder: join(root, "models"),
  hostKind: "loopback",
  host: {},
  version: "dev",
  spawner: childProcessSpawner({ workersFolder: join(root, "out/workers") }),
});
const server = await startServer({
  engine,
  dataFolder: folders.dataFolder,
  pages: vitePages(vite),
  port: Number(port),
  onBug: (error) => console.error(error),
});
console.log(`Hearth is at ${server.newAddress()}`);

for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    void server
      .close()
      .then(() => engine.close())
      .then(() => process.exit(0));
  });
