import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, expect } from "@playwright/test";
import type { Desktop } from "./desktop.ts";
import { startDouble } from "./double-desktop.ts";
import { electronBinary, startElectron } from "./electron-desktop.ts";

export { expect };

export interface StartOptions {
  dataFolder: string;
  modelsFolder?: string;
  args?: string[];
}

/** On the real binary where there is one, else on the double. */
export function startDesktop(options: StartOptions): Promise<Desktop> {
  const binary = electronBinary();
  return binary === null
    ? startDouble(options)
    : startElectron({ ...options, binary });
}

/** `dataFolder` is new and empty; `desktop` is started on it and has quit at the end of the test. */
export const test = base.extend<{ dataFolder: string; desktop: Desktop }>({
  dataFolder: async ({ browserName }, use) => {
    const folder = mkdtempSync(join(tmpdir(), `hearth-${browserName}-`));
    await use(folder);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  desktop: async ({ dataFolder }, use) => {
    const desktop = await startDesktop({ dataFolder });
    await use(desktop);
    await desktop.quit();
  },
});
