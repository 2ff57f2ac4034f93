import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { app } from "electron";
import envPaths from "env-paths";

export interface Folders {
  data: string;
  models: string;
  logs: string;
}

/**
 * Chooses where everything lives, as the command line does: HEARTH_DATA, else the user's own data folder;
 * HEARTH_MODELS, else `models` in it.
 * Only before the app is ready: Chromium's own files go to a folder below, and the single-instance lock follows.
 */
export function setupFolders(environment: NodeJS.ProcessEnv): Folders {
  const chosen = environment["HEARTH_DATA"];
  const data =
    chosen === undefined || chosen === ""
      ? envPaths("Hearth", { suffix: "" }).data
      : resolve(chosen);
  const models = environment["HEARTH_MODELS"];
  // What this process and Chromium write can be read by the person alone; the engine closes what was there before
  process.umask(0o077);
  mkdirSync(data, { recursive: true, mode: 0o700 });
  app.setPath("userData", data);
  app.setPath("sessionData", join(data, "browser"));
  return {
    data,
    models:
      models === undefined || models === ""
        ? join(data, "models")
        : resolve(models),
    logs: join(data, "logs"),
  };
}
