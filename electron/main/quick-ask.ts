import { app, type BrowserWindow, screen } from "electron";
import type { MainLog } from "./main-log.ts";
import { pages } from "./own-url.ts";
import { createPageWindow } from "./page-window.ts";

const size = { width: 680, height: 460 };
const leastHeight = 64;
/** The panel's upper edge lies at this share of the display's height, so that it grows downwards in sight. */
const topShare = 0.22;

export interface QuickAsk {
  /** Creates it ahead of its first use, so that showing it takes no page load. */
  prepare(): void;
  show(): void;
  /** Hands the focus back to what had it before. */
  hide(): void;
  toggle(): void;
}

/** The panel over any app. Once created it is only hidden, never closed. */
export function setupQuickAsk(options: {
  preloadFile: string;
  log: MainLog;
  isQuitting: () => boolean;
  isMainVisible: () => boolean;
}): QuickAsk {
  let window: BrowserWindow | null = null;
  let isHiding = false;

  const prepared = () => {
    if (window === null || window.isDestroyed()) window = create();
    return window;
  };

  function create(): BrowserWindow {
    const panel = createPageWindow({
      page: pages.quickAsk,
      preloadFile: options.preloadFile,
      log: options.log,
      window: {
        ...size,
        // A panel takes the keyboard on macOS without bringing up the other windows
        ...(process.platform === "darwin" ? { type: "panel" } : {}),
        title: "Hearth",
        frame: false,
        resizable: false,
        minimizable: false,
        maximizable: false,
        fullscreenable: false,
        skipTaskbar: true,
        alwaysOnTop: true,
      },
      preferences: {
        backgroundThrottling: false,
        enablePreferredSizeMode: true,
      },
    });
    panel.setAlwaysOnTop(true, "pop-up-menu");
    if (process.platform !== "win32")
      panel.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true });
    panel.on("blur", hide);
    panel.on("close", (event) => {
      if (options.isQuitting()) return;
      event.preventDefault();
      hide();
    });
    panel.webContents.on("preferred-size-changed", (_event, preferred) =>
      fitHeight(panel, preferred.height),
    );
    return panel;
  }

  function show(): void {
    const panel = prepared();
    const { workArea } = screen.getDisplayNearestPoint(
      screen.getCursorScreenPoint(),
    );
    panel.setPosition(
      Math.round(workArea.x + (workArea.width - size.width) / 2),
      Math.round(workArea.y + workArea.height * topShare),
    );
    panel.show();
    panel.focus();
  }

  function hide(): void {
    if (isHiding || !isVisible(window)) return;
    isHiding = true;
    // Windows gives the focus back to the program before only on blur
    window.blur();
    window.hide();
    isHiding = false;
    // Without this macOS leaves an app without windows in front, and the keyboard with nobody
    if (process.platform === "darwin" && !options.isMainVisible()) app.hide();
  }

  return {
    prepare: () => {
      prepared();
    },
    show,
    hide,
    toggle: () => {
      if (isVisible(window)) hide();
      else show();
    },
  };
}

function isVisible(panel: BrowserWindow | null): panel is BrowserWindow {
  return panel !== null && !panel.isDestroyed() && panel.isVisible();
}

/** Grows and shrinks the panel with its page, within the display. */
function fitHeight(panel: BrowserWindow, wanted: number): void {
  const bounds = panel.getBounds();
  const { workArea } = screen.getDisplayMatching(bounds);
  const most = Math.round(workArea.height * (1 - 2 * topShare));
  const height = Math.min(Math.max(Math.ceil(wanted), leastHeight), most);
  if (height !== bounds.height) panel.setBounds({ ...bounds, height });
}
