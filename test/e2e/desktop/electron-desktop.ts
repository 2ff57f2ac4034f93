import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import {
  _electron,
  type ElectronApplication,
  expect,
  type Page,
} from "@playwright/test";
import { closedWindow, type Desktop } from "./desktop.ts";
import { dropFiles } from "./drop-files.ts";

const projectFolder = resolve(import.meta.dirname, "../../..");
const files = { main: "/index.html", quick: "/quick.html" } as const;

/** The path of Electron's binary; null where it was not downloaded, which asking for it must not start. */
export function electronBinary(): string | null {
  const packageFolder = join(projectFolder, "node_modules/electron");
  const pathFile = join(packageFolder, "path.txt");
  if (!existsSync(pathFile)) return null;
  const binary = join(
    packageFolder,
    "dist",
    readFileSync(pathFile, "utf8").trim(),
  );
  return existsSync(binary) ? binary : null;
}

/** The checkout under the real Electron. */
export async function startElectron(options: {
  binary: string;
  dataFolder: string;
  modelsFolder?: string;
  args?: string[];
}): Promise<Desktop> {
  const environment = {
    ...(process.env as Record<string, string>),
    HEARTH_DATA: options.dataFolder,
    HEARTH_MODELS: options.modelsFolder ?? join(options.dataFolder, "models"),
  };
  // Chromium's sandbox refuses root, in a container for instance
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const args = [...asRoot, projectFolder, ...(options.args ?? [])];
  const electron = await _electron.launch({
    executablePath: options.binary,
    args,
    env: environment,
  });
  const child: ChildProcess = electron.process();
  const exited = once(child, "exit").then(([code]) => Number(code));
  const page = (which: "main" | "quick") => pageAt(electron, files[which]);

  return {
    kind: "electron",
    pid: child.pid ?? 0,
    dataFolder: options.dataFolder,
    page,
    window: async (which) =>
      (await electron.evaluate(({ BrowserWindow }, file) => {
        const found = BrowserWindow.getAllWindows().find((window) =>
          window.webContents.getURL().includes(file),
        );
        if (found === undefined) return null;
        return {
          isOpen: true,
          isVisible: found.isVisible(),
          isFocused: found.isFocused(),
          isAlwaysOnTop: found.isAlwaysOnTop(),
          bounds: found.getBounds(),
        };
      }, files[which])) ?? closedWindow,
    processes: () =>
      electron.evaluate(({ app }) =>
        app
          .getAppMetrics()
          .filter(({ type }) => type === "Utility")
          .map(({ pid, name, serviceName }) => ({
            pid,
            name: name ?? serviceName ?? "",
          })),
      ),
    drop: async (which, paths) => dropFiles(await page(which), paths),
    setBounds: (which, bounds) =>
      electron.evaluate(
        ({ BrowserWindow }, { file, wanted }) =>
          BrowserWindow.getAllWindows()
            .find((window) => window.webContents.getURL().includes(file))
            ?.setBounds(wanted),
        { file: files[which], wanted: bounds },
      ),
    closeWindow: (which) =>
      electron.evaluate(
        ({ BrowserWindow }, file) =>
          BrowserWindow.getAllWindows()
            .find((window) => window.webContents.getURL().includes(file))
            ?.close(),
        files[which],
      ),
    startAgain: async (more = []) => {
      const second = spawn(options.binary, [...args, ...more], {
        env: environment,
        stdio: "ignore",
      });
      const [code] = await once(second, "exit");
      return Number(code);
    },
    quit: async () => {
      await electron.evaluate(({ app }) => app.quit());
      return exited;
    },
    system: null,
  };
}

async function pageAt(
  electron: ElectronApplication,
  file: string,
): Promise<Page> {
  const isWanted = (page: Page) => URL.parse(page.url())?.pathname === file;
  await expect.poll(() => electron.windows().some(isWanted)).toBe(true);
  const found = electron.windows().find(isWanted);
  if (found === undefined) throw new Error(`No page shows ${file}`);
  await found.waitForLoadState();
  return found;
}
