import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";

const start = resolve(import.meta.dirname, "../../../scripts/start.mjs");

test.skip(
  process.platform !== "linux",
  "what programs were started with is read from /proc",
);

test("npm start opens the browser without the token in any process's command line", async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "hearth-start-"));
  const seen = join(folder, "seen");
  // Stands in for the person's browser: writes down what every process was started with while it opens
  const browser = join(folder, "browser.sh");
  writeFileSync(
    browser,
    `#!/bin/sh
cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ' > ${seen}.commands
stat -c '%a' "$1" "$(dirname "$1")" > ${seen}.modes
echo "$1" > ${seen}.new && mv ${seen}.new ${seen}
`,
  );
  chmodSync(browser, 0o755);
  // xdg-open asks these first, and then takes $BROWSER
  for (const name of ["xdg-mime", "run-mailcap", "mimeopen"])
    writeFileSync(join(folder, name), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const { CI: _, ...environment } = process.env;
  const child = spawn(process.execPath, [start], {
    env: {
      ...environment,
      PATH: `${folder}:${environment["PATH"]}`,
      HEARTH_DATA: join(folder, "data"),
      HEARTH_HOST: "loopback",
      DISPLAY: ":0",
      BROWSER: browser,
      XDG_CURRENT_DESKTOP: "X-Generic",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    printed += text;
  });
  try {
    await expect.poll(() => existsSync(seen)).toBe(true);
    const file = readFileSync(seen, "utf8").trim();
    const token = /token=([\w-]{43})/.exec(printed)?.[1] ?? "none";
    const commands = readFileSync(`${seen}.commands`, "utf8");
    // As booleans: a failure must not print what all of the computer's programs were started with
    expect(token).toHaveLength(43);
    expect(commands.includes(file)).toBe(true);
    expect(commands.includes(token)).toBe(false);
    expect(readFileSync(`${seen}.modes`, "utf8")).toBe("600\n700\n");
    expect(readFileSync(file, "utf8")).toContain(token);

    await page.goto(`file://${file}`);
    await page.getByRole("button", { name: /^Library/ }).click();
    await expect(page.getByText("Nothing here yet.")).toBeVisible();
    expect(page.url()).not.toContain(token);

    child.kill("SIGTERM");
    await exited;
    expect(existsSync(file)).toBe(false);
  } finally {
    child.kill("SIGTERM");
    await exited;
    rmSync(folder, { recursive: true, force: true });
  }
});
