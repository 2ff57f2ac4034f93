import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";

export const root = resolve(import.meta.dirname, "../..");

const name = process.platform === "win32" ? "node.exe" : "node";

/** The project's own Node 24, whatever the system has; there once npm has installed. */
export const node24 = join(root, "node_modules/node/bin", name);

/** The environment for everything the project runs: its own Node and tools come first. */
export function environment(extra = {}) {
  const pathKey =
    Object.keys(process.env).find((key) => key.toUpperCase() === "PATH") ??
    "PATH";
  const first = [
    join(root, "node_modules/node/bin"),
    join(root, "node_modules/.bin"),
  ];
  const rest = (process.env[pathKey] ?? "")
    .split(delimiter)
    .filter((part) => !first.includes(part));
  return {
    ...process.env,
    [pathKey]: [...first, ...rest].join(delimiter),
    ...extra,
  };
}

/** Runs this script again under Node 24 where an older one was started, and ends with its exit code. */
export function insistOnNode24() {
  if (Number(process.versions.node.split(".")[0]) >= 24 || !existsSync(node24))
    return;
  const result = spawnSync(
    node24,
    [...process.execArgv, ...process.argv.slice(1)],
    { stdio: "inherit", env: environment() },
  );
  process.exit(result.status ?? 1);
}
