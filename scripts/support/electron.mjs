import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { node24, root } from "./node24.mjs";
import { step } from "./report.mjs";
import { run } from "./run.mjs";
import { readStamp, writeStamp } from "./stamp.mjs";

const folder = join(root, "node_modules/electron");
const attemptFile = "out/.electron-attempt";
const downloadTimeoutMs = 300_000;
const retryAfterMs = 24 * 3_600_000;

/** Whether a window can be opened: on Linux only with a display. */
export function hasDisplay() {
  return (
    process.platform !== "linux" ||
    Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
  );
}

/**
 * Electron's binary, downloaded when it is missing. Resolves with its path, or with why it can't be used here.
 * A download that failed is not tried again for a day.
 */
export async function findElectron() {
  if (process.env.HEARTH_HOST === "loopback")
    return { reason: "HEARTH_HOST asks for the browser" };
  if (!hasDisplay()) return { reason: "there is no display" };
  // Chromium refuses to run as root with its sandbox, and Hearth doesn't run without it
  if (process.platform === "linux" && process.getuid() === 0)
    return { reason: "a desktop window needs an ordinary user, not root" };
  const present = binary();
  if (present !== null) return { binary: present };
  if (process.env.ELECTRON_SKIP_BINARY_DOWNLOAD)
    return { reason: "its download is switched off" };
  if (hasFailedLately()) return { reason: "its download failed a while ago" };
  try {
    await step("Downloading Electron …", () =>
      run(node24, [join(folder, "install.js")], {
        timeoutMs: downloadTimeoutMs,
      }),
    );
  } catch {
    writeStamp(
      attemptFile,
      JSON.stringify({ version: version(), atMs: Date.now() }),
    );
    return { reason: "it can't be downloaded here" };
  }
  const downloaded = binary();
  return downloaded === null
    ? { reason: "its download is incomplete" }
    : { binary: downloaded };
}

function binary() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const pathFile = join(folder, "path.txt");
  if (!existsSync(pathFile) && !override) return null;
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, "utf8")
    : "electron";
  const path = join(override ?? join(folder, "dist"), name);
  return existsSync(path) ? path : null;
}

function version() {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).version;
}

function hasFailedLately() {
  const stamp = readStamp(attemptFile);
  if (stamp === null) return false;
  const attempt = JSON.parse(stamp);
  return (
    attempt.version === version() && Date.now() - attempt.atMs < retryAfterMs
  );
}
