import { app } from "electron";
import { isOwnUrl } from "./own-url.ts";

/**
 * No page leaves app://hearth, opens a window, frames or embeds anything. What asks for a new window, as links
 * that lead out do, is offered to `openExternal` instead.
 */
export function setupNavigation(options: {
  openExternal: (url: string) => void;
}): void {
  app.on("web-contents-created", (_event, contents) => {
    contents.on("will-navigate", (event) => {
      if (isOwnUrl(event.url)) return;
      event.preventDefault();
    });
    contents.on("will-frame-navigate", (event) => {
      if (!event.isMainFrame || !isOwnUrl(event.url)) event.preventDefault();
    });
    contents.on("will-redirect", (event) => {
      if (!isOwnUrl(event.url)) event.preventDefault();
    });
    contents.on("will-attach-webview", (event) => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      options.openExternal(url);
      return { action: "deny" };
    });
    contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
  });
}
