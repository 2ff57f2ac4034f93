import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { buildIfStale } from "../support/build.mjs";
import { findElectron } from "../support/electron.mjs";
import { environment, root } from "../support/node24.mjs";
import { reloadPages } from "./reload-pages.mjs";

const debuggingPort = 4749;
/** Editors write a file in several steps. */
const settleMs = 150;

/** The desktop host: built again at each change; only the page is reloaded where only the page has changed. */
export async function runDesktop() {
  const { binary, reason } = await findElectron();
  if (binary === undefined) {
    console.error(`No desktop window: ${reason}.`);
    process.exit(1);
  }
  const report = (line) => console.error(line);
  await buildIfStale({ report });
  let app = start(binary);
  let timer;
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      try {
        const built = await buildIfStale({ report });
        if (built.length === 1 && built[0] === "renderer")
          await reloadPages(debuggingPort);
        else if (built.length > 0) {
          app.removeAllListeners("exit");
          app.once("exit", () => {
            app = start(binary);
          });
          app.kill();
        }
      } catch (error) {
        console.error(error.message);
      }
    }, settleMs);
  };
  for (const folder of ["electron", "native", "renderer"])
    watch(join(root, folder), { recursive: true }, onChange);
}

function start(binary) {
  const app = spawn(
    binary,
    [root, `--remote-debugging-port=${debuggingPort}`],
    { cwd: root, env: environment(), stdio: "inherit" },
  );
  app.on("exit", (code) => process.exit(code ?? 0));
  return app;
}
