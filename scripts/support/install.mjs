import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { node24, root } from "./node24.mjs";
import { step } from "./report.mjs";
import { run } from "./run.mjs";

const oldestNode = 20;

/** True when node_modules holds what package-lock.json says, and Node 24 is there. */
export function isInstalled() {
  const installed = readJson("node_modules/.package-lock.json")?.packages;
  const wanted = readJson("package-lock.json")?.packages;
  if (installed === undefined || wanted === undefined || !existsSync(node24))
    return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const there = installed[path];
    // Packages for other platforms are optional and not there
    if (there === undefined)
      return entry.optional || entry.devOptional || entry.peer;
    return (
      there.version === entry.version && there.integrity === entry.integrity
    );
  });
}

/** Installs exactly what the lockfile says, whichever Node and npm the system has. Shown on stderr. */
export async function installIfMissing() {
  if (Number(process.versions.node.split(".")[0]) < oldestNode)
    throw new Error(
      `Hearth needs Node ${oldestNode} or newer; this is ${process.versions.node}.`,
    );
  if (isInstalled()) return;
  await withLock(".install-lock", async () => {
    if (isInstalled()) return;
    await step("Installing packages …", () =>
      npm([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
      ]),
    );
    // The one package whose install script is needed: it fetches the Node 24 that everything runs on
    if (!existsSync(node24))
      await step("Installing Node 24 …", () =>
        npm(["rebuild", "node", "--loglevel=error"]),
      );
    if (!existsSync(node24))
      throw new Error("Node 24 could not be installed into node_modules.");
  });
}

/** The npm that started this script, else the one of the system. */
function npm(npmArguments) {
  const npmCli = process.env.npm_execpath;
  return npmCli?.endsWith(".js")
    ? run(process.execPath, [npmCli, ...npmArguments])
    : run("npm", npmArguments, { shell: process.platform === "win32" });
}

function readJson(path) {
  const absolute = join(root, path);
  return existsSync(absolute)
    ? JSON.parse(readFileSync(absolute, "utf8"))
    : undefined;
}
