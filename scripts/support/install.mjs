import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { node24, root } from "./node24.mjs";
import { step } from "./report.mjs";
import { run } from "./run.mjs";

const oldestNode = 20;
const reasonLines = 12;
/** There from before the first package is written until all are: an install that was killed leaves it. */
const unfinished = join(root, ".install-unfinished");

/** True when node_modules holds what package-lock.json says, and Node 24 is there, both complete. */
export function isInstalled() {
  if (existsSync(unfinished)) return false;
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
      there.version === entry.version &&
      there.integrity === entry.integrity &&
      existsSync(join(root, path, "package.json"))
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
    writeFileSync(unfinished, "");
    await step("Installing packages …", () =>
      npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]),
    );
    // The one package whose install script is needed: it fetches the Node 24 that everything runs on
    if (!existsSync(node24))
      await step("Installing Node 24 …", () => npm(["rebuild", "node"]));
    if (!existsSync(node24))
      throw new Error("Node 24 could not be installed into node_modules.");
    rmSync(unfinished);
  });
}

/** The npm that started this script, else the one of the system. @throws Error with npm's reason and what to do */
async function npm(npmArguments) {
  // Requests that failed too: npm 10 ends without a reason of its own when its registry can't be reached
  const withRequests = [...npmArguments, "--loglevel=http"];
  const npmCli = process.env.npm_execpath;
  try {
    await (npmCli?.endsWith(".js")
      ? run(process.execPath, [npmCli, ...withRequests])
      : run("npm", withRequests, { shell: process.platform === "win32" }));
  } catch (error) {
    throw new Error(
      `${error.message.split("\n")[0]}\n${reasonIn(error.output ?? "")}Check the connection to npm's registry and the free disk space, then run the same command again.`,
    );
  }
}

/** What npm wrote about its failure, without warnings, requests that went well and stack traces. */
function reasonIn(output) {
  const lines = output.split("\n").filter((line) => {
    if (line.trim() === "" || /^npm (error|ERR!) {4}/.test(line)) return false;
    const isAside = /^npm (http|warn|WARN|notice) /.test(line);
    return !isAside || line.includes(" failed with ");
  });
  const last = [...new Set(lines)].slice(-reasonLines);
  return last.map((line) => `${line}\n`).join("");
}

function readJson(path) {
  const absolute = join(root, path);
  return existsSync(absolute)
    ? JSON.parse(readFileSync(absolute, "utf8"))
    : undefined;
}
