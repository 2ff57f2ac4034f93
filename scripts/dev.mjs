import { spawn } from "node:child_process";
import { join } from "node:path";
import { runDesktop } from "./dev/desktop.mjs";
import { buildIfStale } from "./support/build.mjs";
import { installIfMissing } from "./support/install.mjs";
import {
  environment,
  insistOnNode24,
  node24,
  root,
} from "./support/node24.mjs";

/**
 * `npm run dev`: Hearth in a browser, the page hot, the engine started anew at each change of its sources.
 * `npm run dev -- desktop`: the desktop window, its page reloaded, everything else started anew.
 */
const port = 4747;

await installIfMissing();
insistOnNode24();
if (process.argv[2] === "desktop") await runDesktop();
else await runLoopback();

async function runLoopback() {
  // The engine runs from its sources; its workers are built
  await buildIfStale({
    targets: ["node"],
    report: (line) => console.error(line),
  });
  const { createServer } = await import("vite");
  const vite = await createServer({
    configFile: join(root, "vite.config.ts"),
    base: "/",
    server: {
      host: "127.0.0.1",
      // The page comes by way of the host; its changes come straight from here
      hmr: { host: "127.0.0.1", clientPort: port + 1 },
      port: port + 1,
      strictPort: true,
    },
  });
  await vite.listen();
  const host = spawn(
    node24,
    [
      "--watch",
      "--watch-preserve-output",
      join(root, "scripts/dev/serve.ts"),
      `http://127.0.0.1:${port + 1}`,
      String(port),
    ],
    { cwd: root, env: environment(), stdio: "inherit" },
  );
  for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => host.kill(signal));
  host.on("exit", async (code) => {
    await vite.close();
    process.exit(code ?? 0);
  });
}
