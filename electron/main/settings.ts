import { dialog, nativeTheme } from "electron";
import type { EngineMessage } from "#desktop-link/broker.ts";
import type { Shortcut } from "./shortcut.ts";
import { text } from "./text.ts";
import type { TrayHandle } from "./tray.ts";

type Settings = Extract<EngineMessage, { type: "settings" }>;

/**
 * What the engine's settings mean to the desktop: the theme of dialogs and title bars, and the shortcut. A shortcut
 * that the system refuses is told in the tray, and in a dialog to the person who has just chosen it.
 */
export function createSettingsListener(parts: {
  shortcut: Shortcut;
  tray: TrayHandle;
}): (settings: Settings) => void {
  let before: Settings | null = null;
  return (settings) => {
    const wasChosenNow =
      before !== null && before.quickAskShortcut !== settings.quickAskShortcut;
    before = settings;
    nativeTheme.themeSource = settings.theme;
    const accelerator = settings.quickAskShortcut;
    if (parts.shortcut.set(accelerator) || accelerator === null) {
      parts.tray.setProblem(null);
      return;
    }
    parts.tray.setProblem(text.shortcutRefused(accelerator));
    if (wasChosenNow)
      void dialog.showMessageBox({
        type: "warning",
        message: text.shortcutRefused(accelerator),
        detail: text.shortcutAdvice,
      });
  };
}
