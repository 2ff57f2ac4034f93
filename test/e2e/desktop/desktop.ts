import type { Page } from "@playwright/test";
import type { WebPreferences } from "electron";

/** Hearth on the desktop, as a person and the system see it. Each test file gets its own, with an empty data folder. */
export interface Desktop {
  /** "double" where Electron's binary is absent: then what the system holds (tray, dialogs, shortcuts) can be seen too. */
  readonly kind: "double" | "electron";
  /** Of Electron's main process. */
  readonly pid: number;
  readonly dataFolder: string;
  /** The page, once it is there. */
  page(which: "main" | "quick"): Promise<Page>;
  window(which: "main" | "quick"): Promise<WindowFacts>;
  processes(): Promise<ProcessFacts[]>;
  /** Drops files and folders on the page, as a file manager does. */
  drop(which: "main" | "quick", paths: string[]): Promise<void>;
  setBounds(which: "main" | "quick", bounds: Bounds): Promise<void>;
  closeWindow(which: "main" | "quick"): Promise<void>;
  /** Starts the program a second time; resolves with its exit code. */
  startAgain(args?: string[]): Promise<number>;
  /** Resolves with the exit code. */
  quit(): Promise<number>;
  /** Null on the real binary, where nobody can look at these from outside. */
  readonly system: DesktopSystem | null;
}

/** What the system around the windows shows and does. */
export interface DesktopSystem {
  facts(): Promise<SystemFacts>;
  pressShortcut(accelerator: string): Promise<void>;
  refuseShortcut(accelerator: string): Promise<void>;
  clickTray(label: string): Promise<void>;
  /** Of the next dialogs: the label of a button, or the paths that are picked. */
  answerDialogs(answers: (string | string[])[]): Promise<void>;
  /** Another program takes the focus. */
  focusOtherApp(): Promise<void>;
}

export interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface WindowFacts {
  isOpen: boolean;
  isVisible: boolean;
  isFocused: boolean;
  isAlwaysOnTop: boolean;
  bounds: Bounds | null;
}

export interface ProcessFacts {
  name: string;
  pid: number;
}

export interface SystemFacts {
  /** What Electron was given for each page. */
  windows: { url: string; webPreferences: WebPreferences }[];
  trayLabels: string[];
  shortcuts: string[];
  menuLabels: string[];
  dialogs: { message: string; detail: string; buttons: string[] }[];
  opened: string[];
}

export const closedWindow: WindowFacts = {
  isOpen: false,
  isVisible: false,
  isFocused: false,
  isAlwaysOnTop: false,
  bounds: null,
};
