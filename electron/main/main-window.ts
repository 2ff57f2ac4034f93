import { type BrowserWindow, screen } from "electron";
import type { MainLog } from "./main-log.ts";
import { pages } from "./own-url.ts";
import { createPageWindow } from "./page-window.ts";
import {
  fitToDisplays,
  readWindowState,
  type WindowState,
  writeWindowState,
} from "./window-state.ts";

const firstSize = { width: 1200, height: 800 };
const leastSize = { width: 420, height: 400 };
const settledMs = 500;

export interface MainWindow {
  /** Opens it where it last was, or brings it up. */
  show(): void;
  /** Null while it is closed: Hearth goes on without it. */
  current(): BrowserWindow | null;
}

export function setupMainWindow(options: {
  preloadFile: string;
  iconFile: string;
  stateFile: string;
  log: MainLog;
  onShown: () => void;
}): MainWindow {
  let current: BrowserWindow | null = null;

  const open = () => {
    const saved = readWindowState(options.stateFile);
    const bounds =
      saved === null
        ? null
        : fitToDisplays(
            saved.bounds,
            screen.getAllDisplays().map((display) => display.workArea),
          );
    const window = createPageWindow({
      page: pages.main,
      preloadFile: options.preloadFile,
      log: options.log,
      window: {
        ...(bounds ?? firstSize),
        minWidth: leastSize.width,
        minHeight: leastSize.height,
        title: "Hearth",
        icon: options.iconFile,
        autoHideMenuBar: true,
      },
    });
    window.once("ready-to-show", () => {
      if (saved?.isMaximized === true) window.maximize();
      if (saved?.isFullScreen === true) window.setFullScreen(true);
      window.show();
      options.onShown();
    });
    window.on("closed", () => {
      current = null;
    });
    keepState(window, options);
    return window;
  };

  return {
    show: () => {
      if (current === null) {
        current = open();
        return;
      }
      if (current.isMinimized()) current.restore();
      current.show();
      current.focus();
    },
    current: () => current,
  };
}

function keepState(
  window: BrowserWindow,
  options: { stateFile: string; log: MainLog },
): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    const state: WindowState = {
      bounds: window.getNormalBounds(),
      isMaximized: window.isMaximized(),
      isFullScreen: window.isFullScreen(),
    };
    try {
      writeWindowState(options.stateFile, state);
    } catch (error) {
      // The window is worth more than its place
      options.log("window state not saved", { error: String(error) });
    }
  };
  const saveWhenSettled = () => {
    clearTimeout(timer);
    timer = setTimeout(save, settledMs);
  };
  window.on("resize", saveWhenSettled);
  window.on("move", saveWhenSettled);
  window.on("close", save);
  window.on("closed", () => clearTimeout(timer));
}
