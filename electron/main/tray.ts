import { join } from "node:path";
import {
  Menu,
  type MenuItemConstructorOptions,
  nativeImage,
  Tray,
} from "electron";
import { text } from "./text.ts";

export interface TrayHandle {
  /** Shows a line that says why the shortcut doesn't work; null takes it away. */
  setProblem(problem: string | null): void;
  dispose(): void;
}

export function setupTray(options: {
  iconsFolder: string;
  open: () => void;
  quickAsk: () => void;
  quit: () => void;
}): TrayHandle {
  // A template image is drawn by macOS in the colour that its menu bar needs
  const name = process.platform === "darwin" ? "tray-Template.png" : "tray.png";
  const icon = nativeImage.createFromPath(join(options.iconsFolder, name));
  // Kept by the handle: a tray that is garbage-collected vanishes
  const tray = new Tray(icon);
  tray.setToolTip("Hearth");
  tray.on("click", options.open);

  const setProblem = (problem: string | null) => {
    const items: MenuItemConstructorOptions[] = [
      { label: text.open, click: options.open },
      { label: text.quickAsk, click: options.quickAsk },
      { type: "separator" },
      { label: text.quit, click: options.quit },
    ];
    if (problem !== null)
      items.unshift({ label: problem, enabled: false }, { type: "separator" });
    tray.setContextMenu(Menu.buildFromTemplate(items));
  };
  setProblem(null);
  return { setProblem, dispose: () => tray.destroy() };
}
