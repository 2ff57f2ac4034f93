import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createPackage } from "@electron/asar";

/** Where fuses are found in Electron's binary, before their version, number and states. https://github.com/electron/fuses */
const sentinel = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
/** As Electron comes: what the app doesn't set stays so. */
const fuses = "\u0001\u0009101100011";

/** A folder that electron-builder takes for an unpacked Electron for Linux, without a byte of it. */
export async function stubElectronDist(
  folder: string,
  version: string,
): Promise<void> {
  const emptyApp = join(folder, "empty-app");
  for (const each of ["resources", "locales", "empty-app"])
    mkdirSync(join(folder, each), { recursive: true });
  writeFileSync(join(emptyApp, "main.js"), "");
  await createPackage(emptyApp, join(folder, "resources/default_app.asar"));
  writeFileSync(join(folder, "electron"), `stub ${sentinel}${fuses} stub`);
  chmodSync(join(folder, "electron"), 0o755);
  writeFileSync(join(folder, "version"), version);
  for (const name of [
    "LICENSE",
    "LICENSES.chromium.html",
    "locales/en-US.pak",
    "chrome-sandbox",
    "chrome_crashpad_handler",
  ])
    writeFileSync(join(folder, name), "");
}
