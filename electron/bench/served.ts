import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "@playwright/test";
import { z } from "zod";
import { chromiumLaunchOptions } from "../../scripts/support/find-chromium.mjs";

const address = z.object({ url: z.string() });

/** The built `hearth serve` in its own process. Resolves when it has printed its one-time address. */
export async function startServed(folders: {
  dataFolder: string;
  modelsFolder: string;
}) {
  const entry = resolve(import.meta.dirname, "../cli/hearth.js");
  const args = [entry, "serve", "--json", "--data", folders.dataFolder];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, HEARTH_MODELS: folders.modelsFolder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(createInterface({ input: child.stdout }), "line");
  return {
    url: address.parse(JSON.parse(String(line))).url,
    stop: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

/** The system's Chromium where there is one, else Playwright's own. */
export function launchChromium() {
  return chromium.launch({
    ...chromiumLaunchOptions(),
    // Chromium refuses its sandbox to root
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
}
