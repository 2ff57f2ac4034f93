import type Electron from "electron";
import { app } from "./app.ts";
import { BrowserWindow } from "./browser-window.ts";
import { answerDialog, asked, type Menu } from "./system.ts";
import { runningProcesses } from "./utility-process.ts";

/** What a test sees of the desktop outside the pages. */
export interface DesktopState {
  windows: {
    url: string;
    isVisible: boolean;
    isFocused: boolean;
    isAlwaysOnTop: boolean;
    bounds: Electron.Rectangle;
    webPreferences: Electron.WebPreferences;
  }[];
  trayLabels: string[];
  shortcuts: string[];
  menuLabels: string[];
  dialogs: { message: string; detail: string; buttons: string[] }[];
  opened: string[];
  processes: { pid: number | undefined; serviceName: string }[];
}

/** What a test does to the desktop from outside the pages. */
export const commands = {
  state: async (): Promise<DesktopState> => ({
    windows: BrowserWindow.getAllWindows().map((window) => ({
      url: window.webContents.getURL(),
      isVisible: window.isVisible(),
      isFocused: window.isFocused(),
      isAlwaysOnTop: window.isAlwaysOnTop(),
      bounds: window.getBounds(),
      webPreferences: window.options.webPreferences ?? {},
    })),
    trayLabels: [...asked.trays].flatMap((tray) => labels(tray.menu)),
    shortcuts: [...asked.shortcuts.keys()],
    menuLabels: labels(asked.menu),
    dialogs: asked.dialogs,
    opened: asked.opened,
    processes: runningProcesses(),
  }),
  pressShortcut: async (accelerator: string) => {
    asked.shortcuts.get(accelerator)?.();
  },
  refuseShortcut: async (accelerator: string) => {
    asked.refusedShortcuts.add(accelerator);
  },
  clickTray: async (label: string) => {
    for (const tray of asked.trays)
      tray.menu?.items
        .find((item) => item.label === label)
        ?.click?.(
          // Hearth's items look at none of Electron's arguments
          ...([] as unknown as Parameters<
            NonNullable<Electron.MenuItemConstructorOptions["click"]>
          >),
        );
  },
  answerDialogs: async (answers: (string | string[])[]) => {
    for (const answer of answers) answerDialog(answer);
  },
  /** The files that the test is about to drop on a page. */
  willDrop: async (url: string, paths: Record<string, string>) => {
    const host = await windowAt(url).webContents.host;
    await host.send({ kind: "paths", paths });
  },
  setBounds: async (url: string, bounds: Electron.Rectangle) => {
    windowAt(url).setBounds(bounds);
  },
  closeWindow: async (url: string) => {
    windowAt(url).close();
  },
  focusOtherApp: async () => {
    BrowserWindow.getFocusedWindow()?.blur();
  },
  quit: async () => {
    app.quit();
  },
};
export type Commands = typeof commands;

function windowAt(url: string): BrowserWindow {
  const found = BrowserWindow.getAllWindows().find((window) =>
    window.webContents.getURL().startsWith(url),
  );
  if (found === undefined) throw new Error(`No window shows ${url}`);
  return found;
}

function labels(menu: Menu | null): string[] {
  return (menu?.items ?? []).flatMap(({ label, role }) => label ?? role ?? []);
}
