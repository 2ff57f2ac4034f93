import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { environment, node24, root } from "./node24.mjs";

const bin = (path) => join(root, "node_modules", path);
const resultsFolder = join(root, "test-results");

const check = (name, program, programArguments) => ({
  name,
  run: async () => countOne((await execute(program, programArguments)) === 0),
});

const vitest = (project) => ({
  name: project,
  run: async () => {
    const file = resultFile(project);
    const code = await execute(bin("vitest/vitest.mjs"), [
      "run",
      "--project",
      project,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${file}`,
    ]);
    const report = readResult(file);
    if (report === null) return countOne(false);
    return fromCounts(
      code,
      report.numPassedTests,
      report.numFailedTests,
      report.numPendingTests + report.numTodoTests,
    );
  },
});

const playwright = (project) => ({
  name: project,
  run: async () => {
    const file = resultFile(project);
    const code = await execute(
      bin("@playwright/test/cli.js"),
      [
        "test",
        "--project",
        project,
        "--reporter=list,json",
        "--pass-with-no-tests",
      ],
      { PLAYWRIGHT_JSON_OUTPUT_FILE: file, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    );
    const stats = readResult(file)?.stats;
    if (stats === undefined) return countOne(false);
    return fromCounts(
      code,
      stats.expected + stats.flaky,
      stats.unexpected,
      stats.skipped,
    );
  },
});

/** Everything that `npm test` runs, in order. */
export const steps = [
  check("lint", bin("@biomejs/biome/bin/biome"), [
    "check",
    "--error-on-warnings",
  ]),
  check("types", bin("typescript/bin/tsc"), ["-p", "."]),
  check("types of the renderer", bin("typescript/bin/tsc"), ["-p", "renderer"]),
  check("unused code", bin("knip/bin/knip.js"), []),
  vitest("unit"),
  vitest("integration"),
  playwright("e2e"),
  playwright("desktop"),
];

function execute(script, scriptArguments, extra = {}) {
  return new Promise((resolve) => {
    const child = spawn(node24, [script, ...scriptArguments], {
      cwd: root,
      env: environment(extra),
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function resultFile(name) {
  mkdirSync(resultsFolder, { recursive: true });
  const file = join(resultsFolder, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

function readResult(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

function countOne(isPassed) {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 };
}

/** A run that failed without a failed test, such as an error outside of one, still counts as a failure. */
function fromCounts(code, passed, failed, skipped) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, skipped };
}
