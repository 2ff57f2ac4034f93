import { execFile } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { extractAll, getRawHeader, listPackage } from "@electron/asar";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { buildIfStale } from "../../scripts/support/build.mjs";
import { startDouble } from "../e2e/desktop/double-desktop.ts";
import { ask } from "../e2e/desktop/steps.ts";
import { damagedFiles } from "../support/checksums.ts";
import { stubElectronDist } from "../support/stub-electron-dist.ts";

const run = promisify(execFile);
const projectFolder = resolve(import.meta.dirname, "../..");
const patienceMs = 600_000;
const on = "1".charCodeAt(0);
const off = "0".charCodeAt(0);

/** Each fuse that electron-builder.yml sets, as it lies in the packed binary. */
const fuseStates = [
  ["runAsNode", FuseV1Options.RunAsNode, on],
  ["enableCookieEncryption", FuseV1Options.EnableCookieEncryption, on],
  [
    "enableNodeOptionsEnvironmentVariable",
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    off,
  ],
  [
    "enableNodeCliInspectArguments",
    FuseV1Options.EnableNodeCliInspectArguments,
    off,
  ],
  [
    "enableEmbeddedAsarIntegrityValidation",
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    on,
  ],
  ["onlyLoadAppFromAsar", FuseV1Options.OnlyLoadAppFromAsar, on],
  [
    "loadBrowserProcessSpecificV8Snapshot",
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
    off,
  ],
  [
    "grantFileProtocolExtraPrivileges",
    FuseV1Options.GrantFileProtocolExtraPrivileges,
    off,
  ],
] as const;

const electronVersion = z
  .object({ version: z.string() })
  .parse(
    JSON.parse(
      readFileSync(
        join(projectFolder, "node_modules/electron/package.json"),
        "utf8",
      ),
    ),
  ).version;

describe.skipIf(process.platform !== "linux")("the packaged app", () => {
  const folder = mkdtempSync(join(tmpdir(), "hearth-package-"));
  const dist = join(folder, "electron-dist");
  const unpacked = join(folder, "release/linux-unpacked");
  const archive = join(unpacked, "resources/app.asar");
  // Beside the archive, as everything in it sees itself
  const appFolder = join(unpacked, "resources/app");
  let files: string[] = [];

  beforeAll(async () => {
    await buildIfStale({
      targets: ["renderer", "node", "preload"],
      report: () => undefined,
    });
    await stubElectronDist(dist, electronVersion);
    await run(
      process.execPath,
      [
        join(projectFolder, "node_modules/electron-builder/cli.js"),
        "--linux",
        "dir",
        `--${process.arch}`,
        `-c.electronDist=${dist}`,
        `-c.directories.output=${join(folder, "release")}`,
      ],
      { cwd: projectFolder, maxBuffer: 50_000_000 },
    );
    files = listPackage(archive, { isPack: false });
    extractAll(archive, appFolder);
  }, patienceMs);

  afterAll(() => rmSync(folder, { recursive: true, force: true }), patienceMs);

  test("holds every built file and no source, test or map", () => {
    const built = globSync(
      "out/{engine,main,preload,renderer,shared,workers}/**",
      {
        cwd: projectFolder,
      },
    );
    const wanted = built.filter((file) => !file.endsWith(".map"));
    expect(wanted).toContain("out/preload/preload.cjs");
    expect(wanted).toContain("out/renderer/quick.html");
    const held = new Set(files);
    expect(wanted.filter((file) => !held.has(`/${file}`))).toEqual([]);
    expect(
      [...new Set(files.map((file) => file.split("/")[1]))].sort(),
    ).toEqual(["build", "node_modules", "out", "package.json"]);
    expect(
      files.filter((file) => file.startsWith("/out/") && file.endsWith(".map")),
    ).toEqual([]);
    expect(files).toContain("/build/icons/tray.png");
    // What only measures is built beside the app
    expect(files.filter((file) => file.startsWith("/out/bench"))).toEqual([]);
  });

  test("leaves every native library outside the archive, of this platform only", () => {
    const native = files.filter((file) => /\.(node|so|dylib|dll)$/.test(file));
    expect(native.length).toBeGreaterThan(3);
    expect(native.filter((file) => !isUnpacked(archive, file))).toEqual([]);
    expect(
      files.filter((file) =>
        /cuda-ext|onnxruntime-web|napi-v\d+\/(darwin|win32)\//.test(file),
      ),
    ).toEqual([]);
  });

  test.each(fuseStates)("has its fuse %s", async (_name, fuse, state) => {
    const fuses = await getCurrentFuseWire(join(unpacked, "hearth"));
    expect(fuses[fuse]).toBe(state);
  });

  test("loads llama.cpp, LanceDB and ONNX Runtime from what it carries", async () => {
    const scratch = join(folder, "scratch");
    mkdirSync(scratch);
    const script = resolve(import.meta.dirname, "../support/load-natives.mjs");
    const { stdout } = await run(process.execPath, [
      script,
      appFolder,
      scratch,
    ]);
    expect(JSON.parse(stdout)).toEqual({
      llama: "prebuilt",
      rows: 1,
      onnx: "function",
    });
  });

  test("carries the built-in embedding model whole, with its licence, outside the archive", () => {
    const packed = join(unpacked, "resources/models/all-MiniLM-L6-v2");
    expect(existsSync(join(packed, "LICENSE"))).toBe(true);
    expect(damagedFiles(packed)).toEqual(["reference.json"]);
  });

  test("runs, with no file or package missing: its window asks its engine and gets an answer", async () => {
    const desktop = await startDouble({
      dataFolder: join(folder, "data"),
      mainFile: join(appFolder, "out/main/main.js"),
    });
    try {
      const page = await desktop.page("main");
      await page.getByRole("button", { name: "Models" }).click();
      await page.getByText("Built in", { exact: true }).waitFor();
      await page.getByRole("button", { name: /^New conversation/ }).click();
      await ask(page, "boiler");
      await page
        .getByText(/^There are no files here yet/)
        .first()
        .waitFor({ timeout: 90_000 });
    } finally {
      await desktop.quit();
    }
  });
});

function isUnpacked(archive: string, file: string): boolean {
  type Entry = { unpacked?: boolean; files?: Record<string, Entry> };
  // The header's own type names no folders
  let entry = getRawHeader(archive).header as Entry | undefined;
  for (const part of file.slice(1).split("/")) entry = entry?.files?.[part];
  return entry?.unpacked === true;
}
