import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findChromium } from "./find-chromium.mjs";
import { node24, root } from "./node24.mjs";
import { step } from "./report.mjs";
import { run } from "./run.mjs";

/** What the tests use beside the packages of npm: a browser, and strace, which records every socket. */
export async function installForTests() {
  const wanted = [
    ...(findChromium() === null ? ["chromium"] : []),
    ...(existsSync("/usr/bin/strace") ? [] : ["strace"]),
  ];
  if (wanted.length > 0 && canUseApt()) await installWithApt(wanted);
  if (findChromium() === null && !hasPlaywrightChromium())
    await step("Installing Chromium …", () =>
      run(node24, [
        join(root, "node_modules/@playwright/test/cli.js"),
        "install",
        "chromium",
      ]),
    );
}

async function installWithApt(names) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await step(`Installing ${names.join(" and ")} with apt-get …`, async () => {
    await run("apt-get", ["update", "-q"], { env });
    await run(
      "apt-get",
      ["install", "-y", "-q", "--no-install-recommends", ...names],
      { env },
    );
  });
}

function canUseApt() {
  if (process.platform !== "linux" || process.getuid() !== 0) return false;
  return (
    existsSync("/usr/bin/apt-get") &&
    /debian|ubuntu/i.test(readFileSync("/etc/os-release", "utf8"))
  );
}

function hasPlaywrightChromium() {
  const home = process.env.HOME ?? process.env.USERPROFILE ?? "";
  const folders = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(home, ".cache/ms-playwright"),
    join(home, "Library/Caches/ms-playwright"),
    join(process.env.LOCALAPPDATA ?? home, "ms-playwright"),
  ];
  return folders.some((folder) => folder && existsSync(folder));
}
