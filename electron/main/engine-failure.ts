import { app, dialog, shell } from "electron";
import type { AppErrorData } from "#contract/errors.ts";
import type { EngineStart } from "./engine-process.ts";
import { text } from "./text.ts";

/** Asks what to do about an engine that keeps ending. Null: the person quits. */
export async function askAfterCrashes(
  logsFolder: string,
): Promise<EngineStart | null> {
  const choices = [text.startSafely, text.tryAgain, text.showLogs, text.quit];
  const chosen = await ask(
    { message: text.engineFailed, detail: text.engineFailedDetail },
    choices,
    logsFolder,
  );
  if (chosen === text.startSafely) return { isSafe: true };
  if (chosen === text.tryAgain) return { isSafe: false };
  app.quit();
  return null;
}

/** Says why the engine can't start. True: try again; else the person quits. */
export async function askAfterFailedStart(
  error: AppErrorData,
  logsFolder: string,
): Promise<boolean> {
  const detail = [error.message, error.advice].filter((part) => part !== null);
  const chosen = await ask(
    { message: text.startFailed, detail: detail.join(" ") },
    [text.tryAgain, text.showLogs, text.quit],
    logsFolder,
  );
  if (chosen === text.tryAgain) return true;
  app.quit();
  return false;
}

/** Looking at the logs is not yet an answer. */
async function ask(
  what: { message: string; detail: string },
  buttons: string[],
  logsFolder: string,
): Promise<string | undefined> {
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: "error",
      ...what,
      buttons,
      defaultId: 0,
      cancelId: buttons.length - 1,
      noLink: true,
    });
    if (buttons[response] !== text.showLogs) return buttons[response];
    await shell.openPath(logsFolder);
  }
}
