import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const scripts = resolve(import.meta.dirname, "../../../scripts");

let project: string;

/** A project of one package, with Hearth's scripts. */
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "hearth-install-"));
  cpSync(scripts, join(project, "scripts"), { recursive: true });
  const one = { version: "1.0.0", integrity: "sha512-one" };
  writeFileSync(
    join(project, "package-lock.json"),
    JSON.stringify({ packages: { "": {}, "node_modules/one": one } }),
  );
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

/** Stands in for npm: leaves what a whole `npm ci` leaves, and a line in `calls` for each of its runs. */
const wholeInstall = `
  const { appendFileSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } = require("node:fs");
  appendFileSync("calls", process.argv[2] + "\\n");
  mkdirSync("node_modules/one", { recursive: true });
  writeFileSync("node_modules/one/package.json", "{}");
  cpSync("package-lock.json", "node_modules/.package-lock.json");
  mkdirSync("node_modules/node/bin", { recursive: true });
  rmSync("node_modules/node/bin/node", { force: true });
  symlinkSync(process.execPath, "node_modules/node/bin/node");
`;

async function install(
  npm: string,
  environment: Record<string, string> = {},
): Promise<{ code: number | null; errors: string }> {
  const npmFile = join(project, "npm.js");
  writeFileSync(npmFile, npm);
  const child = spawn(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `const { installIfMissing } = await import("./scripts/support/install.mjs");
       await installIfMissing().catch((error) => { console.error(error.message); process.exitCode = 1; });`,
    ],
    {
      cwd: project,
      env: { ...process.env, npm_execpath: npmFile, ...environment },
    },
  );
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    errors += text;
  });
  const code = await new Promise<number | null>((done) =>
    child.on("close", (exitCode) => done(exitCode)),
  );
  return { code, errors };
}

function calls(): number {
  return readFileSync(join(project, "calls"), "utf8").trim().split("\n").length;
}

test("what is installed whole is not installed again", async () => {
  expect((await install(wholeInstall)).code).toBe(0);
  expect((await install(wholeInstall)).code).toBe(0);
  expect(calls()).toBe(1);
});

test("an install that was killed is done again, however whole it looks", async () => {
  const killedAtItsEnd = `${wholeInstall} process.kill(process.pid, "SIGKILL");`;
  expect((await install(killedAtItsEnd)).code).toBe(1);
  expect((await install(wholeInstall)).code).toBe(0);
  expect((await install(wholeInstall)).code).toBe(0);
  expect(calls()).toBe(2);
});

test("a package whose folder is gone is installed again", async () => {
  await install(wholeInstall);
  rmSync(join(project, "node_modules/one"), { recursive: true });
  mkdirSync(join(project, "node_modules/one"));
  expect((await install(wholeInstall)).code).toBe(0);
  expect(calls()).toBe(2);
  expect(existsSync(join(project, "node_modules/one/package.json"))).toBe(true);
});

test("a registry that can't be reached is named, also where npm gives no reason and was told to be silent", async () => {
  // As npm 10.9 ends in that case
  const silentNpm = `
    const level = process.argv.find((one) => one.startsWith("--loglevel="))?.split("=")[1] ?? process.env.npm_config_loglevel;
    if (level === "http") {
      console.error("npm warn EBADENGINE Unsupported engine");
      console.error("npm http fetch GET 200 http://127.0.0.1:9/one 12ms");
      console.error("npm http fetch GET http://127.0.0.1:9/two attempt 1 failed with ECONNREFUSED");
    }
    if (level !== "silent") console.error("npm error Exit handler never called!");
    process.exit(1);
  `;
  const { code, errors } = await install(silentNpm, {
    npm_config_loglevel: "silent",
  });
  expect(code).toBe(1);
  expect(errors).toContain("failed with ECONNREFUSED");
  expect(errors).not.toContain("GET 200");
  expect(errors).not.toContain("EBADENGINE");
  expect(errors.trimEnd().split("\n").at(-1)).toMatch(
    /^Check the connection to npm's registry/,
  );
});
