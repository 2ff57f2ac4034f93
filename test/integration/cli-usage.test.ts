import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runHearth } from "../support/hearth-process.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-usage-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const hearth = (...args: string[]) =>
  runHearth(["--data", join(folder, "data"), ...args], {
    HEARTH_MODELS: join(folder, "models"),
  });

describe("usage", () => {
  test.each([
    [["nope"]],
    [["search"]],
    [["search", "x", "-k", "0"]],
    [["search", "x", "--mode", "magic"]],
    [["index"]],
    [["index", "a", "--nope"]],
    [["eval", "generation", "a"]],
    [["serve", "--port", "99999"]],
    [["bench", "nothing"]],
    [["--workspace", "Work", "ask", "x", "--everywhere"]],
  ])("%j is wrong usage: exit code 2, and nothing on stdout", async (args) => {
    const { exitCode, stdout, stderr } = await hearth("--json", ...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).not.toBe("");
  });

  test.each([["--help"], ["--version"]])("%s is no failure", async (flag) => {
    expect((await hearth(flag)).exitCode).toBe(0);
  });

  test("paths are relative to where the person stands, also through npm", async () => {
    writeFileSync(join(folder, "notes.txt"), "Serviced by Ibsen.");
    const script = resolve(import.meta.dirname, "../../scripts/hearth.mjs");
    const stdout = await new Promise<string>((done, fail) => {
      execFile(
        process.execPath,
        [script, "extract", "notes.txt"],
        {
          env: {
            ...process.env,
            npm_lifecycle_event: "hearth",
            INIT_CWD: folder,
          },
        },
        (error, text) => (error === null ? done(text) : fail(error)),
      );
    });
    expect(stdout).toContain("Ibsen");
  });
});
