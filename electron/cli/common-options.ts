import { join, resolve } from "node:path";
import envPaths from "env-paths";
import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };

export const { version } = packageJson;

/** Options that every command takes; unknown ones were refused before. */
export const commonOptions = z.object({
  json: z.boolean().default(false),
  data: z.string().optional(),
  workspace: z.string().optional(),
});
export type CommonOptions = z.infer<typeof commonOptions>;

export interface Folders {
  dataFolder: string;
  modelsFolder: string;
}

/** `--data`, else HEARTH_DATA, else the user's data folder; HEARTH_MODELS, else `models` in it. Relative to where the person stands. */
export function foldersFor(
  options: Pick<CommonOptions, "data">,
  environment: NodeJS.ProcessEnv = process.env,
): Folders {
  const dataFolder = resolve(
    options.data ||
      environment["HEARTH_DATA"] ||
      envPaths("Hearth", { suffix: "" }).data,
  );
  const modelsFolder = resolve(
    environment["HEARTH_MODELS"] || join(dataFolder, "models"),
  );
  return { dataFolder, modelsFolder };
}
