/** What `import … from "electron"` finds under the double: as much of it as Hearth uses. */
export { app } from "./app.ts";
export { BrowserWindow } from "./browser-window.ts";
export { ipcMain } from "./ipc-main.ts";
export { MessageChannelMain } from "./message-ports.ts";
export { protocol } from "./protocol.ts";
export { session } from "./session.ts";
export {
  dialog,
  globalShortcut,
  Menu,
  nativeImage,
  nativeTheme,
  screen,
  shell,
  Tray,
} from "./system.ts";
export { utilityProcess } from "./utility-process.ts";
