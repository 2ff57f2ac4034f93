import { spawn } from "node:child_process";
import { constants } from "node:os";
import { join } from "node:path";
import { buildIfStale } from "./support/build.mjs";
import { installIfMissing } from "./support/install.mjs";
import { environment, node24, root } from "./support/node24.mjs";

/** Runs the hearth command where the person stands, installing and building first when that is missing or stale. */
const commandArguments = process.argv.slice(2);
try {
  await installIfMissing();
  await buildIfStale({
    targets: targetsFor(commandArguments),
    report: (line) => console.error(line),
  });
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

function targetsFor(words) {
  if (words.includes("serve")) return ["renderer", "node"];
  if (words.includes("bench")) return ["renderer", "node", "bench"];
  return ["node"];
}

// npm moves to the project's folder and says here where it was called from
const calledFrom =
  process.env.npm_lifecycle_event === "hearth"
    ? process.env.INIT_CWD
    : undefined;
const child = spawn(
  node24,
  [join(root, "out/cli/hearth.js"), ...commandArguments],
  {
    cwd: calledFrom ?? process.cwd(),
    env: environment(),
    stdio: "inherit",
  },
);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => {
    // A terminal sends Ctrl-C to both of us
    if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
  });
child.on("error", (error) => {
  console.error(error.message);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
});
