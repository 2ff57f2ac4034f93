import { app, BrowserWindow } from "electron";

/**
 * Holds a quit until `close` is done, with the windows out of sight meanwhile. Closing the last window is no quit:
 * Hearth stays in the tray, and starting it again brings the window back.
 */
export function setupQuit(close: () => Promise<void>): {
  isQuitting: () => boolean;
} {
  let state: "running" | "closing" | "closed" = "running";
  app.on("window-all-closed", () => undefined);
  app.on("before-quit", (event) => {
    if (state === "closed") return;
    event.preventDefault();
    if (state === "closing") return;
    state = "closing";
    for (const window of BrowserWindow.getAllWindows()) window.hide();
    void close().finally(() => {
      state = "closed";
      app.quit();
    });
  });
  return { isQuitting: () => state !== "running" };
}
