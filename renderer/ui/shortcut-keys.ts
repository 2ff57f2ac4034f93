import { commandKeys } from "./keys.tsx";

/** Keys of the window that differ by where it runs: a browser keeps some for itself. */
export interface ShortcutKeys {
  newConversation: string;
  search: string;
  settings: string;
  sidebar: string;
  sheet: string;
}

/**
 * The keys as a person presses them. In a browser's tab Ctrl+N opens a window of the browser, and no page hears of
 * it: there Alt+N does it (Control+Alt+N on a Mac, where Option writes letters).
 */
export function shortcutKeys(where: {
  isMac: boolean;
  isBrowser: boolean;
}): ShortcutKeys {
  const { isMac, isBrowser } = where;
  return {
    newConversation: isBrowser
      ? isMac
        ? "⌃ ⌥ N"
        : "Alt N"
      : commandKeys(isMac, "N"),
    search: commandKeys(isMac, "K"),
    settings: commandKeys(isMac, ","),
    sidebar: commandKeys(isMac, "B"),
    sheet: commandKeys(isMac, "/"),
  };
}
