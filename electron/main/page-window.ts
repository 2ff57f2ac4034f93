import {
  app,
  BrowserWindow,
  type BrowserWindowConstructorOptions,
  dialog,
  nativeTheme,
} from "electron";
import type { MainLog } from "./main-log.ts";
import { text } from "./text.ts";
import { type PagePreferences, webPreferencesFor } from "./web-preferences.ts";

const crashesBeforeAsking = 3;
const crashWindowMs = 60_000;

export interface PageWindowOptions {
  page: string;
  preloadFile: string;
  log: MainLog;
  window: Omit<BrowserWindowConstructorOptions, "webPreferences">;
  preferences?: PagePreferences;
}

/** A hidden window for one of Hearth's own pages: sandboxed, isolated, without Node, loaded again when its page dies. */
export function createPageWindow(options: PageWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...options.window,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? "#171411" : "#faf8f5",
    webPreferences: webPreferencesFor(options.preferences ?? {}, {
      preloadFile: options.preloadFile,
      isPackaged: app.isPackaged,
    }),
  });
  reloadAfterCrash(window, options);
  load(window, options);
  return window;
}

function load(window: BrowserWindow, options: PageWindowOptions): void {
  window.loadURL(options.page).catch((error: unknown) => {
    if (!window.isDestroyed())
      options.log("page did not load", {
        page: options.page,
        error: String(error),
      });
  });
}

function reloadAfterCrash(
  window: BrowserWindow,
  options: PageWindowOptions,
): void {
  let crashes: number[] = [];
  window.webContents.on("render-process-gone", (_event, details) => {
    options.log("page process gone", {
      page: options.page,
      reason: details.reason,
      exitCode: details.exitCode,
    });
    if (details.reason === "clean-exit") return;
    const now = Date.now();
    crashes = [...crashes, now].filter((at) => now - at < crashWindowMs);
    if (crashes.length < crashesBeforeAsking) return load(window, options);
    crashes = [];
    void askToReload(window).then((isWanted) => {
      if (window.isDestroyed()) return;
      if (isWanted) load(window, options);
      else window.close();
    });
  });
}

async function askToReload(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: "warning",
    message: text.pageFailed,
    detail: text.pageFailedDetail,
    buttons: [text.reload, text.cancel],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
