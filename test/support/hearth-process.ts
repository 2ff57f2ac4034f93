import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";

const checkout = resolve(import.meta.dirname, "../..");
const node24 = resolve(checkout, "node_modules/node/bin/node");
const entry = resolve(checkout, "out/cli/hearth.js");

export interface HearthResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the built command line itself, without npm around it, so that its pid is Hearth's. */
export function spawnHearth(
  args: readonly string[],
  environment: Record<string, string> = {},
): ChildProcess {
  return spawn(node24, [entry, ...args], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs a command to its end. */
export function runHearth(
  args: readonly string[],
  environment: Record<string, string> = {},
  onStart: (child: ChildProcess) => void = () => undefined,
): Promise<HearthResult> {
  return new Promise((done, fail) => {
    const child = spawnHearth(args, environment);
    let stdout = "";
    let stderr = "";
    child.stdout?.setEncoding("utf8").on("data", (text) => {
      stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text) => {
      stderr += text;
    });
    child.on("error", fail);
    child.on("close", (exitCode) => done({ exitCode, stdout, stderr }));
    onStart(child);
  });
}

/** One JSON object a line, as `--json` prints them. */
export function jsonLines(stdout: string): Record<string, unknown>[] {
  return stdout
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
