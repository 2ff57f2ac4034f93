import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
// Its first import opens stdin, which would look like a handle that a suite left open
import "env-paths";

/**
 * Runs the whole of Electron's main in this process, against the double of Electron, without Chromium and without an
 * engine: what Electron was given by it can be asked one by one. Each call starts a main of its own.
 */
export async function startMain({
  dataFolder = mkdtempSync(join(tmpdir(), "hearth-main-")),
} = {}) {
  vi.resetModules();
  vi.doMock("electron", () => import("../electron-double/electron.ts"));
  vi.doMock("../electron-double/page-host.ts", () => import("./pages.ts"));
  vi.doMock(
    "../electron-double/utility-process.ts",
    () => import("./processes.ts"),
  );
  vi.stubEnv("HEARTH_DATA", dataFolder);
  const electron = await import("../electron-double/electron.ts");
  const { asked, answerDialog } = await import("../electron-double/system.ts");
  const { answerFromProtocol } = await import("../electron-double/protocol.ts");
  const { forked } = await import("./processes.ts");
  const { app, BrowserWindow } = electron;
  const exitCodes: number[] = [];
  app.end = (code) => {
    exitCodes.push(code);
  };
  await import("../../../electron/main/main.ts");
  app.becomeReady();

  /** The window that shows the page, once it does. */
  const window = (file: "index.html" | "quick.html") =>
    vi.waitUntil(() =>
      BrowserWindow.getAllWindows().find((each) =>
        each.webContents.getURL().endsWith(file),
      ),
    );
  return {
    ...electron,
    asked,
    answerDialog,
    answerFromProtocol,
    forked,
    exitCodes,
    dataFolder,
    window,
    dispose: () => {
      vi.unstubAllEnvs();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export type StartedMain = Awaited<ReturnType<typeof startMain>>;
