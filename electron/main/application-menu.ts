import { app, Menu, type MenuItemConstructorOptions, shell } from "electron";
import { text } from "./text.ts";

/** The menu with the system's own roles, so that cut, copy, zoom and quit work as everywhere. */
export function setupApplicationMenu(options: {
  open: () => void;
  quickAsk: () => void;
  logsFolder: string;
}): void {
  const isMac = process.platform === "darwin";
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: "appMenu" as const }] : []),
    {
      label: text.file,
      submenu: [
        { label: text.open, click: options.open },
        { label: text.quickAsk, click: options.quickAsk },
        { type: "separator" },
        { role: "close" },
        ...(isMac
          ? []
          : [
              {
                label: text.quit,
                accelerator: "CommandOrControl+Q",
                click: () => app.quit(),
              },
            ]),
      ],
    },
    { role: "editMenu" },
    {
      role: "viewMenu",
      submenu: [
        { role: "reload" },
        { type: "separator" },
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { type: "separator" },
        { role: "togglefullscreen" },
        ...(app.isPackaged
          ? []
          : [
              { type: "separator" as const },
              { role: "toggleDevTools" as const },
            ]),
      ],
    },
    { role: "windowMenu" },
    {
      role: "help",
      label: text.help,
      submenu: [
        {
          label: text.showLogs,
          click: () => void shell.openPath(options.logsFolder),
        },
        ...(isMac ? [] : [{ role: "about" as const }]),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
