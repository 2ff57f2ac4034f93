import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type StartedMain,
  startMain,
} from "../../support/desktop-in-process/start-main.ts";

/** What every window of the running main gave to Electron: each test falls with the one guard that it names. */
const windows = ["index.html", "quick.html"] as const;
let main: StartedMain;

beforeAll(async () => {
  main = await startMain();
});
afterAll(() => main.dispose());

describe.each(windows)("the window of %s", (file) => {
  test.each([
    ["sandbox", true],
    ["contextIsolation", true],
    ["nodeIntegration", false],
    ["nodeIntegrationInWorker", false],
    ["nodeIntegrationInSubFrames", false],
    ["webviewTag", false],
    ["webSecurity", true],
    ["allowRunningInsecureContent", false],
    ["experimentalFeatures", false],
    ["navigateOnDragDrop", false],
    ["spellcheck", false],
  ] as const)("was given %s: %s", async (name, value) => {
    const { options } = await main.window(file);
    expect(options.webPreferences?.[name]).toBe(value);
  });

  test("was given the built preload and no session of its own", async () => {
    const { webPreferences } = (await main.window(file)).options;
    expect(webPreferences?.preload).toMatch(/preload\/preload\.cjs$/);
    expect(webPreferences?.partition).toBeUndefined();
    expect(webPreferences?.session).toBeUndefined();
  });

  test.each(["will-navigate", "will-frame-navigate", "will-redirect"] as const)(
    "leaves Hearth by no %s",
    async (event) => {
      const { webContents } = await main.window(file);
      const isRefused = (url: string) =>
        webContents.isRefusedBy(event, { url, isMainFrame: true });
      for (const url of [
        "https://example.com/",
        "file:///etc/passwd",
        "app://hearth.evil/index.html",
        "app://x@hearth/",
        "data:text/html,x",
      ])
        expect([url, isRefused(url)]).toEqual([url, true]);
      expect(isRefused(`app://hearth/${file}`)).toBe(false);
    },
  );

  test("frames nothing, not even a page of Hearth", async () => {
    const { webContents } = await main.window(file);
    expect(
      webContents.isRefusedBy("will-frame-navigate", {
        url: "app://hearth/index.html",
        isMainFrame: false,
      }),
    ).toBe(true);
  });

  test("attaches no webview", async () => {
    const { webContents } = await main.window(file);
    expect(webContents.isRefusedBy("will-attach-webview", {})).toBe(true);
  });

  test("opens no window, not even for a page of Hearth", async () => {
    const { webContents } = await main.window(file);
    expect(webContents.askForWindow("app://hearth/quick.html")).toBe("deny");
    expect(webContents.askForWindow("file:///etc/passwd")).toBe("deny");
  });

  test("tells no address of this computer over WebRTC", async () => {
    const { webContents } = await main.window(file);
    expect(webContents.rtcPolicy).toBe("disable_non_proxied_udp");
  });
});

describe("a link that leads out", () => {
  test.each([
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "smb://server/share",
    "ms-msdt:/id",
    "app://hearth/index.html",
    "https://bank.com@evil.com/",
  ])("is not even asked about: %s", async (url) => {
    const { webContents } = await main.window("index.html");
    const before = main.asked.dialogs.length;
    webContents.askForWindow(url);
    expect(main.asked.dialogs.length).toBe(before);
    expect(main.asked.opened).not.toContain(url);
  });

  test.each(["https://example.com/a", "http://example.com/b", "mailto:a@b.c"])(
    "is opened only after a yes: %s",
    async (url) => {
      const { webContents } = await main.window("index.html");
      const { dialogs, opened } = main.asked;
      const before = dialogs.length;
      webContents.askForWindow(url);
      await expect.poll(() => dialogs.length).toBe(before + 1);
      expect(dialogs.at(-1)?.detail).toContain(url);
      expect(opened).not.toContain(url);
      main.answerDialog("Open");
      await expect.poll(() => opened).toContain(url);
    },
  );

  test("is not opened after a no", async () => {
    const { webContents } = await main.window("index.html");
    const { dialogs, opened } = main.asked;
    const before = dialogs.length;
    webContents.askForWindow("https://example.com/no");
    await expect.poll(() => dialogs.length).toBe(before + 1);
    main.answerDialog("Cancel");
    // The next question is asked once the one before was answered
    await expect
      .poll(() => {
        webContents.askForWindow("https://example.com/after");
        return dialogs.length;
      })
      .toBe(before + 2);
    main.answerDialog("Cancel");
    expect(opened).not.toContain("https://example.com/no");
  });
});
