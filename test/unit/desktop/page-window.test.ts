import { expect, test, vi } from "vitest";

vi.mock("electron", () => import("../../support/electron-double/electron.ts"));
vi.mock(
  "../../support/electron-double/page-host.ts",
  () => import("../../support/desktop-in-process/pages.ts"),
);
const { BrowserWindow } = await import(
  "../../support/electron-double/electron.ts"
);
const { createPageWindow } = await import(
  "../../../electron/main/page-window.ts"
);

test("a caller that hands over preferences of its own loosens nothing, and its window stays hidden", () => {
  const loose = { sandbox: false, contextIsolation: false, webSecurity: false };
  // The types forbid both; a cast or plain JavaScript would not
  const window = { show: true, webPreferences: loose } as object;
  createPageWindow({
    page: "app://hearth/index.html",
    preloadFile: "/preload.cjs",
    log: () => undefined,
    window,
    preferences: loose as object,
  });
  const given = BrowserWindow.getAllWindows()[0]?.options;
  expect(given?.show).toBe(false);
  expect(given?.webPreferences).toMatchObject({
    preload: "/preload.cjs",
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
  });
});
