import { join, resolve } from "node:path";
import { app, session } from "electron";
import { registerAppScheme, setupAppProtocol } from "./app-protocol.ts";
import { setupApplicationMenu } from "./application-menu.ts";
import { setupEngine } from "./engine.ts";
import { createLinkOpener } from "./external-links.ts";
import { type Folders, setupFolders } from "./folders.ts";
import { setupIpc } from "./ipc.ts";
import { createMainLog } from "./main-log.ts";
import { setupMainWindow } from "./main-window.ts";
import { setupNavigation } from "./navigation.ts";
import { closeBrowserNetwork, setupNetworkGuard } from "./network-guard.ts";
import { setupPermissions } from "./permissions.ts";
import { setupQuickAsk } from "./quick-ask.ts";
import { setupQuit } from "./quit.ts";
import { createSettingsListener } from "./settings.ts";
import { setupShortcut } from "./shortcut.ts";
import {
  type StartRequest,
  setupSingleInstance,
  startRequest,
} from "./single-instance.ts";
import { setupTray } from "./tray.ts";

// Bundled, this file is out/main/main.js
const outFolder = resolve(import.meta.dirname, "..");
const iconsFolder = resolve(outFolder, "../build/icons");
const preloadFile = join(outFolder, "preload/preload.cjs");

closeBrowserNetwork();
registerAppScheme();
const folders = setupFolders(process.env);
// A later start may ask before this one has its windows
let show: (request: StartRequest) => void = () => undefined;
// Nothing is awaited here: Electron is ready only once this module has been evaluated
if (setupSingleInstance((request) => show(request)))
  void app.whenReady().then(() => {
    show = start(folders);
    show(startRequest(process.argv));
  });
else app.quit();

/** Sets up everything but the first window; the result opens what a start asks for. */
function start({
  data,
  models,
  logs,
}: Folders): (request: StartRequest) => void {
  const log = createMainLog(logs);
  secure(log);

  const quit = setupQuit(async () => {
    shortcut.dispose();
    await engine.close();
    tray.dispose();
  });
  const main = setupMainWindow({
    preloadFile,
    iconFile: join(iconsFolder, "icon.png"),
    stateFile: join(data, "window-state.json"),
    log,
    onShown: () => quickAsk.prepare(),
  });
  const quickAsk = setupQuickAsk({
    preloadFile,
    log,
    isQuitting: quit.isQuitting,
    isMainVisible: () => main.current()?.isVisible() === true,
  });
  const showMain = () => {
    quickAsk.hide();
    main.show();
  };
  const shortcut = setupShortcut(quickAsk.toggle);
  const tray = setupTray({
    iconsFolder,
    open: showMain,
    quickAsk: quickAsk.show,
    quit: () => app.quit(),
  });
  const engine = setupEngine({
    outFolder,
    folders: { data, models, logs },
    log,
    showMain,
    onSettings: createSettingsListener({ shortcut, tray }),
  });

  setupApplicationMenu({
    open: showMain,
    quickAsk: quickAsk.show,
    logsFolder: logs,
  });
  setupIpc({ connect: engine.connect, grant: engine.grant });
  app.on("activate", showMain);
  engine.start();
  return (request) => (request === "quick-ask" ? quickAsk.show() : showMain());
}

/** What every page and session lives under, set before the first one exists. */
function secure(log: ReturnType<typeof createMainLog>): void {
  const openExternal = createLinkOpener();
  setupAppProtocol(join(outFolder, "renderer"));
  setupPermissions(session.defaultSession);
  setupNetworkGuard(session.defaultSession);
  setupNavigation({
    openExternal: (url) =>
      void openExternal(url).catch((error: unknown) =>
        log("link not opened", { error: String(error) }),
      ),
  });
}
