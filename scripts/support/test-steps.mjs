import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { environment, node24, root } from "./node24.mjs";
import { skippedByPlaywright, skippedByVitest } from "./skipped.mjs";
import { foreignSockets, recorder, recorderState } from "./sockets.mjs";

const bin = (path) => join(root, "node_modules", path);
const resultsFolder = join(root, "test-results");

const check = (name, program, programArguments) => ({
  name,
  run: async () => countOne((await execute(program, programArguments)) === 0),
});

const vitest = (project) => ({
  name: project,
  run: async () => {
    const file = resultFile(`${project}.json`);
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
      skippedByVitest(report),
    );
  },
});

/** Runs under the recorder of sockets where that is possible: one that is not loopback is one more failure. */
const playwright = (project) => ({
  name: project,
  run: async () => {
    const file = resultFile(`${project}.json`);
    const state = recorderState();
    const sockets =
      state === "ready" ? resultFile(`${project}-sockets.txt`) : null;
    const code = await execute(
      bin("@playwright/test/cli.js"),
      ["test", "--project", project, "--reporter=list,json"],
      { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file }, sockets },
    );
    const report = readResult(file);
    if (report?.stats === undefined) return countOne(false);
    const { stats } = report;
    const counts = fromCounts(
      code,
      stats.expected + stats.flaky,
      stats.unexpected,
      skippedByPlaywright(report),
    );
    return added(
      counts,
      sockets === null ? noRecorder(state) : judgeSockets(sockets),
    );
  },
});

function noRecorder(state) {
  if (state === "not possible")
    return { passed: 0, failed: 0, skipped: ["strace can't run here"] };
  console.log("  strace is not installed, so nobody watches the sockets.");
  return countOne(false);
}

function judgeSockets(file) {
  const foreign = foreignSockets(file);
  rmSync(file);
  if (foreign.length === 0)
    console.log("  No process opened a socket beyond this computer.");
  for (const socket of foreign)
    console.log(`  A socket beyond this computer: ${socket}`);
  return countOne(foreign.length === 0);
}

function added(one, other) {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: [...one.skipped, ...other.skipped],
  };
}

/** Everything that `npm test` runs, in order. */
export const steps = [
  check("lint", bin("@biomejs/biome/bin/biome"), [
    "check",
    "--error-on-warnings",
  ]),
  check("types", bin("typescript/bin/tsc"), ["-p", "."]),
  check("types of core", bin("typescript/bin/tsc"), ["-p", "electron/core"]),
  check("types of the renderer", bin("typescript/bin/tsc"), ["-p", "renderer"]),
  check("imports", join(root, "scripts/check-imports.mjs"), []),
  check("unused code", bin("knip/bin/knip.js"), []),
  vitest("unit"),
  vitest("integration"),
  playwright("e2e"),
  playwright("desktop"),
];

function execute(script, scriptArguments, { env = {}, sockets = null } = {}) {
  const [program, before] =
    sockets === null ? [node24, []] : withNode24(recorder(sockets));
  return new Promise((resolve) => {
    const child = spawn(program, [...before, script, ...scriptArguments], {
      cwd: root,
      env: environment(env),
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.on("error", () => resolve(1));
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

function withNode24([program, programArguments]) {
  return [program, [...programArguments, node24]];
}

function resultFile(name) {
  mkdirSync(resultsFolder, { recursive: true });
  const file = join(resultsFolder, name);
  rmSync(file, { force: true });
  return file;
}

function readResult(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
}

function countOne(isPassed) {
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: [] };
}

/**
 * A run that failed without a failed test, such as an error outside of one, still counts as a failure, and so does one
 * in which nothing was tested. `skipped` holds the reason of each.
 */
function fromCounts(code, passed, failed, skipped) {
  const hasFailed = code !== 0 || passed === 0;
  return { passed, failed: hasFailed && failed === 0 ? 1 : failed, skipped };
}
