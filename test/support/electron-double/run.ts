import { registerHooks } from "node:module";
import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { app } from "./app.ts";
import { launchBrowser } from "./browser.ts";
import { BrowserWindow } from "./browser-window.ts";
import { commands } from "./control.ts";
import { endUtilityProcesses } from "./utility-process.ts";

/**
 * Runs a built Electron main under Node: `node run.ts out/main/main.js [arguments]`. A parent with an IPC channel
 * hears `{ ready, debuggingUrl }` and may send commands.
 */
const double = pathToFileURL(resolve(import.meta.dirname, "electron.ts")).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "electron"
      ? { url: double, shortCircuit: true }
      : next(specifier, context),
});

const mainFile = process.argv[2];
if (mainFile === undefined)
  throw new Error("Usage: node run.ts MAIN [ARGUMENTS]");
// As Electron has it: the program, the app, what came with the start
process.argv.splice(1, 1);

app.closeWindows = () => {
  for (const window of BrowserWindow.getAllWindows()) window.close();
  return BrowserWindow.getAllWindows().length === 0;
};
let close: () => Promise<void> = async () => undefined;
app.end = (code) => {
  endUtilityProcesses();
  void close().finally(() => process.exit(code));
};
process.on("disconnect", () => app.end(1));

// Electron evaluates the whole of main before it is ready
await import(pathToFileURL(resolve(mainFile)).href);
const browser = await launchBrowser();
close = browser.close;
app.becomeReady();
await firstWindows();
process.send?.({ ready: true, debuggingUrl: browser.debuggingUrl });

/** A second client that attaches while a page is being opened may miss it. */
async function firstWindows(): Promise<void> {
  let seen = -1;
  for (;;) {
    await setImmediate();
    const windows = BrowserWindow.getAllWindows();
    if (windows.length === seen) return;
    seen = windows.length;
    await Promise.all(windows.map((window) => window.firstLoad));
  }
}

type Command = (...args: unknown[]) => Promise<unknown>;
process.on(
  "message",
  ({
    id,
    name,
    args,
  }: {
    id: number;
    name: keyof typeof commands;
    args: unknown[];
  }) => {
    // Both sides of this channel are typed by `Commands`
    const run = commands[name] as Command;
    run(...args).then(
      (value) => process.send?.({ id, value }),
      (error: unknown) => process.send?.({ id, error: String(error) }),
    );
  },
);
