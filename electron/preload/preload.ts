import { contextBridge, ipcRenderer, webUtils } from "electron";
import {
  bridgeChannels,
  type DesktopBridge,
  portMessage,
} from "#desktop-link/bridge.ts";

/** The page's window, as far as this file needs it: the project has no DOM types outside the renderer. */
declare const window: {
  location: { origin: string };
  postMessage(
    message: unknown,
    targetOrigin: string,
    transfer: readonly object[],
  ): void;
};

ipcRenderer.on(bridgeChannels.port, (event) => {
  // The context bridge can't carry a port, a window message can
  window.postMessage(portMessage, window.location.origin, event.ports);
});

const bridge: DesktopBridge = {
  connect: () => ipcRenderer.send(bridgeChannels.connect),
  grantDropped: (files) =>
    ipcRenderer.invoke(
      bridgeChannels.grantDropped,
      files
        .map((file) => webUtils.getPathForFile(file))
        .filter((path) => path !== ""),
    ),
};

contextBridge.exposeInMainWorld("hearth", bridge);
