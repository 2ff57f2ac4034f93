import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { AppError } from "#contract/errors.ts";
import { type CommonOptions, foldersFor } from "../common-options.ts";

/** Bundled, every entry and chunk lies one folder below `out`. */
const benchEntry = resolve(import.meta.dirname, "../bench/bench.js");

/**
 * `hearth bench WHAT`: measures in a process of its own, each figure beside its raw baseline from the same run. Nothing
 * that only measures is in the app: it is built beside it.
 */
export async function benchCommand(
  what: string,
  options: CommonOptions & {
    rounds: number;
    set?: string | undefined;
    model?: string | undefined;
  },
): Promise<number> {
  if (!existsSync(benchEntry))
    throw new AppError("not-permitted", "This Hearth holds no measurements.", {
      advice: "Run it from a checkout: npm run -s hearth -- bench",
    });
  const { json, rounds, set, model } = options;
  const { modelsFolder } = foldersFor(options);
  const given = {
    what,
    isJson: json,
    rounds,
    set: set === undefined ? null : resolve(set),
    model: model === undefined ? null : resolve(model),
    modelsFolder,
  };
  const child = spawn(process.execPath, [benchEntry, JSON.stringify(given)], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("exit", (code) => done(code ?? 1));
  });
}
