import { EventEmitter } from "node:events";
import type Electron from "electron";

/** What stands outside the windows, and what was asked of it. */
export const asked = {
  dialogs: [] as { message: string; detail: string; buttons: string[] }[],
  opened: [] as string[],
  shortcuts: new Map<string, () => void>(),
  refusedShortcuts: new Set<string>(),
  trays: new Set<Tray>(),
  menu: null as Menu | null,
};

const workArea = { x: 0, y: 0, width: 1440, height: 875 };
const display = { id: 1, workArea, bounds: { ...workArea, height: 900 } };

export const screen = {
  // Of a display Hearth looks at the work area only
  getAllDisplays: () => [display] as Electron.Display[],
  getDisplayNearestPoint: () => display as Electron.Display,
  getDisplayMatching: () => display as Electron.Display,
  getCursorScreenPoint: () => ({ x: 10, y: 10 }),
} satisfies Partial<Electron.Screen>;

export const shell = {
  openExternal: async (url: string) => {
    asked.opened.push(url);
  },
  openPath: async (path: string) => {
    asked.opened.push(path);
    return "";
  },
  showItemInFolder: (path: string) => {
    asked.opened.push(`folder of ${path}`);
  },
} satisfies Partial<Electron.Shell>;

export const nativeTheme = {
  shouldUseDarkColors: false,
  themeSource: "system",
};

export const nativeImage = {
  createFromPath: (path: string) => ({ path }),
};

export const globalShortcut = {
  register: (accelerator: string, onPressed: () => void) => {
    if (!/^([A-Za-z]+\+)+[A-Za-z0-9]+$/.test(accelerator))
      throw new TypeError(`Not an accelerator: ${accelerator}`);
    if (asked.refusedShortcuts.has(accelerator)) return false;
    asked.shortcuts.set(accelerator, onPressed);
    return true;
  },
  unregister: (accelerator: string) => {
    asked.shortcuts.delete(accelerator);
  },
} satisfies Partial<Electron.GlobalShortcut>;

type Answer = string | string[];
const answers: Answer[] = [];
const waiting: ((answer: Answer) => void)[] = [];

/** The label of a button, or the paths that are picked, for the dialog that is open longest, else for the next one. */
export function answerDialog(answer: Answer): void {
  const open = waiting.shift();
  if (open === undefined) answers.push(answer);
  else open(answer);
}

function nextAnswer(): Promise<Answer> {
  const prepared = answers.shift();
  return prepared === undefined
    ? new Promise((resolve) => waiting.push(resolve))
    : Promise.resolve(prepared);
}

/** Dialogs stay open until the test answers; what isn't the label of a button closes them, as Escape does. */
export const dialog = {
  showMessageBox: async (...args: unknown[]) => {
    const options = args.at(-1) as Electron.MessageBoxOptions;
    const buttons = options.buttons ?? ["OK"];
    asked.dialogs.push({
      message: options.message,
      detail: options.detail ?? "",
      buttons,
    });
    const answer = await nextAnswer();
    const chosen = typeof answer === "string" ? buttons.indexOf(answer) : -1;
    const response = chosen < 0 ? (options.cancelId ?? 0) : chosen;
    return { response, checkboxChecked: false };
  },
  showOpenDialog: async (...args: unknown[]) => {
    const options = args.at(-1) as Electron.OpenDialogOptions;
    asked.dialogs.push({
      message: options.title ?? "",
      detail: "",
      buttons: [],
    });
    const answer = await nextAnswer();
    return Array.isArray(answer)
      ? { canceled: false, filePaths: answer }
      : { canceled: true, filePaths: [] };
  },
} satisfies Partial<Record<keyof Electron.Dialog, unknown>>;

export class Menu {
  static setApplicationMenu(menu: Menu | null): void {
    asked.menu = menu;
  }

  static buildFromTemplate(
    template: Electron.MenuItemConstructorOptions[],
  ): Menu {
    return new Menu(template);
  }

  readonly items: Electron.MenuItemConstructorOptions[];

  constructor(items: Electron.MenuItemConstructorOptions[]) {
    this.items = items;
  }
}

export class Tray extends EventEmitter {
  menu: Menu | null = null;

  constructor(_icon: unknown) {
    super();
    asked.trays.add(this);
  }

  setToolTip(): void {
    // Nobody points at it here
  }

  setContextMenu(menu: Menu | null): void {
    this.menu = menu;
  }

  destroy(): void {
    asked.trays.delete(this);
  }
}
