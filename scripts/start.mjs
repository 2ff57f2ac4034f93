import { spawn } from "node:child_process";
import { join } from "node:path";
import { buildIfStale } from "./support/build.mjs";
import { findElectron, hasDisplay } from "./support/electron.mjs";
import { installIfMissing } from "./support/install.mjs";
import { environment, node24, root } from "./support/node24.mjs";
import { openPrivately } from "./support/open-browser.mjs";
import { startStep } from "./support/report.mjs";

/** Exits of Electron this soon after its start mean that it can't run here, not that the person closed it. */
const startupMs = 10_000;

try {
  await installIfMissing();
  let finish;
  await buildIfStale({
    report: (line) => {
      finish = startStep(line);
    },
  }).finally(() => finish?.());
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const electron = await findElectron();
const reason =
  electron.binary === undefined
    ? electron.reason
    : await runDesktop(electron.binary);
if (reason !== null) {
  console.error(
    `No desktop window (${reason}): Hearth runs in your browser instead.`,
  );
  process.exitCode = await runLoopback();
}

/** Runs the desktop host to its end; resolves with null, or with why it did not start. */
function runDesktop(binary) {
  const startedMs = performance.now();
  const child = spawn(binary, [root], {
    cwd: root,
    env: environment(),
    stdio: "inherit",
  });
  forwardSignals(child);
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code) => {
      const isStartFailure =
        code !== 0 &&
        code !== null &&
        performance.now() - startedMs < startupMs;
      if (!isStartFailure) process.exitCode = code ?? 0;
      resolve(isStartFailure ? `Electron ended with exit code ${code}` : null);
    });
  });
}

/** Runs the loopback host to its end and opens the browser on its first address; resolves with the exit code. */
function runLoopback() {
  const child = spawn(
    node24,
    [join(root, "out/cli/hearth.js"), "serve", ...process.argv.slice(2)],
    {
      cwd: root,
      env: environment(),
      stdio: ["inherit", "pipe", "inherit"],
    },
  );
  forwardSignals(child);
  let printed = "";
  let isOpened = false;
  child.stdout.on("data", (chunk) => {
    process.stdout.write(chunk);
    if (isOpened) return;
    printed += chunk;
    const address = /http:\/\/127\.0\.0\.1:\S+(?=\s)/.exec(printed)?.[0];
    if (address === undefined) return;
    isOpened = true;
    void openBrowser(address);
  });
  return new Promise((resolve) => {
    child.on("error", (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

async function openBrowser(address) {
  if (
    process.env.CI !== undefined ||
    process.env.HEARTH_OPEN === "0" ||
    !hasDisplay()
  )
    return;
  try {
    const forget = await openPrivately(address, () =>
      console.error("No browser could be opened: use the address above."),
    );
    process.once("exit", forget);
    // Browsers from Snap and Flatpak have a /tmp of their own
    if (process.platform === "linux")
      console.error(
        "If your browser can't find the file that opens Hearth, open the address above in it.",
      );
  } catch (error) {
    console.error(
      `No browser could be opened (${error.message}): use the address above.`,
    );
  }
}

function forwardSignals(child) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.on(signal, () => {
      // A terminal sends Ctrl-C to both of us
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
}
