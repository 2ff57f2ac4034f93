import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";
import { chromiumLaunchOptions } from "../../../scripts/support/find-chromium.mjs";

/** The real Chromium behind all windows of the double. */
export interface Browser {
  context: BrowserContext;
  /** Where a test attaches to the same pages. */
  debuggingUrl: string;
  close(): Promise<void>;
}

let current: Browser | null = null;

export async function launchBrowser(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), "electron-double-"));
  const context = await chromium.launchPersistentContext(profile, {
    ...chromiumLaunchOptions(),
    chromiumSandbox: process.getuid?.() !== 0,
    viewport: null,
    args: [
      "--remote-debugging-port=0",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--host-resolver-rules=MAP * ~NOTFOUND",
    ],
  });
  // Pages answer for themselves; a popup that is about to be refused must not reach out first
  await context.route("**/*", (route) => route.abort());
  const [port] = readFileSync(
    join(profile, "DevToolsActivePort"),
    "utf8",
  ).split("\n");
  current = {
    context,
    debuggingUrl: `http://127.0.0.1:${port}`,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return current;
}

export function browser(): Browser {
  if (current === null) throw new Error("The app isn't ready yet");
  return current;
}
