import { expect, test } from "vitest";
import { webPreferencesFor } from "../../../electron/main/web-preferences.ts";

const hardened = {
  preload: "/preload.cjs",
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  devTools: false,
};

test("a window chooses how its page is throttled and sized, and can loosen nothing", () => {
  const loose = Object.fromEntries(
    Object.entries(hardened).map(([name, value]) => [
      name,
      typeof value === "boolean" ? !value : "/other.js",
    ]),
  );
  const own = {
    backgroundThrottling: false,
    enablePreferredSizeMode: true,
    ...loose,
    additionalArguments: ["--evil"],
    partition: "persist:other",
    enableBlinkFeatures: "Anything",
    session: {},
  };
  const options = { preloadFile: "/preload.cjs", isPackaged: true };
  expect(webPreferencesFor(own, options)).toEqual({
    ...hardened,
    backgroundThrottling: false,
    enablePreferredSizeMode: true,
  });
  expect(
    webPreferencesFor({}, { ...options, isPackaged: false }).devTools,
  ).toBe(true);
});
