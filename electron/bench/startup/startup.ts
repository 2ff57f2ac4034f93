import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { withTemporaryFolder } from "../../headless/temporary-folder.ts";
import type { BenchContext } from "../context.ts";
import {
  type Figure,
  figureOf,
  type Measured,
  measureInTurns,
  noteRound,
} from "../figures.ts";
import { launchChromium, startServed } from "../served.ts";

/** The least that could show a page: Node with a server that answers one. */
const bareServer = `
  const server = require("node:http").createServer((_, answer) => answer.end("<!doctype html><textarea autofocus></textarea>"));
  server.listen(0, "127.0.0.1", () => console.log(server.address().port));
`;

/**
 * From the start of the process to its address, and to a page in which one can type, beside a bare Node server with an
 * empty page in the same Chromium. The library is the one of the first round: all starts but that are not the first.
 */
export function benchStartup({
  options,
  note,
  signal,
}: BenchContext): Promise<Figure[]> {
  return withTemporaryFolder(async (temporary) => {
    const browser = await launchChromium();
    const opened = async (url: string, startMs: number): Promise<Measured> => {
      const listeningMs = performance.now() - startMs;
      const page = await browser.newPage();
      await page.goto(url);
      await page.locator("textarea, [data-composer]").first().waitFor();
      const readyMs = performance.now() - startMs;
      await page.close();
      return { listeningMs, readyMs };
    };
    try {
      const results = await measureInTurns(
        options.rounds,
        {
          hearth: async () => {
            const startMs = performance.now();
            const served = await startServed({
              dataFolder: join(temporary, "data"),
              modelsFolder: options.modelsFolder,
            });
            try {
              return await opened(served.url, startMs);
            } finally {
              await served.stop();
            }
          },
          bare: async () => {
            const startMs = performance.now();
            const child = spawn(process.execPath, ["-e", bareServer], {
              stdio: ["ignore", "pipe", "inherit"],
            });
            try {
              const [port] = await once(child.stdout, "data");
              const url = `http://127.0.0.1:${String(port).trim()}/`;
              return await opened(url, startMs);
            } finally {
              child.kill();
            }
          },
        },
        noteRound(note),
        { signal },
      );
      const figure = (name: string, key: string) =>
        figureOf(results, { name, key, baseline: "bare server" });
      return [
        figure("start to address, ms", "listeningMs"),
        figure("start to page ready, ms", "readyMs"),
      ];
    } finally {
      await browser.close();
    }
  });
}
