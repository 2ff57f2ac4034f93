import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** As distributions name it; Debian's first. */
const names = ["chromium", "chromium-browser"];

/** The path of the system's Chromium on `path` (default: PATH); null where there is none: Playwright's own is used then. */
export function findChromium(path = process.env.PATH ?? "") {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  const files = names.flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  return files.find((file) => existsSync(file)) ?? null;
}

/** What Playwright's launch takes: the system's Chromium where there is one, else Playwright finds its own. */
export function chromiumLaunchOptions() {
  const executablePath = findChromium();
  return executablePath === null ? {} : { executablePath };
}
