import { BrowserWindow, dialog, shell } from "electron";
import { text } from "./text.ts";

const allowedProtocols = new Set(["http:", "https:", "mailto:"]);
const longestShown = 400;

/** The URL as the system may be given it; null for what Hearth never opens. */
export function externalUrl(url: string): string | null {
  const parsed = URL.parse(url);
  if (parsed === null || !allowedProtocols.has(parsed.protocol)) return null;
  // Credentials in a link serve only to disguise its host
  if (parsed.username !== "" || parsed.password !== "") return null;
  return parsed.href;
}

/** The one way out of a window: asks the person first, showing the whole address, one question at a time. */
export function createLinkOpener(): (url: string) => Promise<void> {
  let isAsking = false;
  return async (url) => {
    const allowed = externalUrl(url);
    if (allowed === null || isAsking) return;
    isAsking = true;
    try {
      const question = {
        type: "question" as const,
        message: text.openLink,
        detail: text.openLinkDetail(
          allowed.length > longestShown
            ? `${allowed.slice(0, longestShown)}…`
            : allowed,
        ),
        buttons: [text.cancel, text.openIt],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      };
      const parent = BrowserWindow.getFocusedWindow();
      const { response } =
        parent === null
          ? await dialog.showMessageBox(question)
          : await dialog.showMessageBox(parent, question);
      if (response === 1) await shell.openExternal(allowed);
    } finally {
      isAsking = false;
    }
  };
}
