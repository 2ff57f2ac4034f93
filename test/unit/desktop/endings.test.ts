import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bridgeChannels } from "#desktop-link/bridge.ts";
import {
  type StartedMain,
  startMain,
} from "../../support/desktop-in-process/start-main.ts";

let main: StartedMain;
beforeEach(async () => {
  main = await startMain();
});
afterEach(() => main.dispose());

async function mainWindow() {
  const { webContents } = await main.window("index.html");
  const host = await webContents.host;
  const crash = (reason: string) =>
    webContents.emit("render-process-gone", {}, { reason, exitCode: 1 });
  // Stands for a page of Chromium here
  const { loads, received } = host as unknown as {
    loads: string[];
    received: { channel: string; ports: number[] }[];
  };
  return { webContents, crash, loads, received };
}

describe("a page whose process is gone", () => {
  test.each(["crashed", "oom", "killed", "abnormal-exit"])(
    "is loaded again when it %s",
    async (reason) => {
      const { crash, loads } = await mainWindow();
      crash(reason);
      await expect
        .poll(() => loads)
        .toEqual(["app://hearth/index.html", "app://hearth/index.html"]);
    },
  );

  test.each([
    ["Load it again", 4, true],
    ["Cancel", 3, false],
  ])(
    "three times in a minute is asked about; %s",
    async (answer, count, isOpen) => {
      const { crash, loads, webContents } = await mainWindow();
      for (let nth = 0; nth < 3; nth++) crash("crashed");
      await expect
        .poll(() => main.asked.dialogs.map(({ message }) => message))
        .toEqual(["This window keeps failing"]);
      main.answerDialog(answer);
      await expect.poll(() => webContents.isDestroyed()).toBe(!isOpen);
      await expect.poll(() => loads.length).toBe(count);
    },
  );
});

describe("an engine that ends", () => {
  test("is told to every page that has a port, and is started again", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const { webContents, received } = await mainWindow();
      const [first] = main.forked;
      first?.emit("message", { type: "ready" });
      main.ipcMain.emit(bridgeChannels.connect, {
        sender: webContents,
        senderFrame: { url: webContents.getURL(), parent: null },
      });
      await vi.waitUntil(() => received.length === 1);
      expect(received[0]).toMatchObject({ channel: bridgeChannels.port });
      expect(received[0]?.ports).toHaveLength(1);

      first?.emit("exit", 9);
      await vi.waitUntil(() => received.length === 2);
      // A message without a port says that it ended
      expect(received[1]).toMatchObject({
        channel: bridgeChannels.port,
        ports: [],
      });
      vi.runOnlyPendingTimers();
      expect(main.forked).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("a second start", () => {
  test("opens nothing and ends, and the first shows its window", async () => {
    const first = await main.window("index.html");
    first.hide();
    const second = await startMain({ dataFolder: main.dataFolder });
    expect(second.exitCodes).toEqual([0]);
    expect(second.forked).toEqual([]);
    expect(second.BrowserWindow.getAllWindows()).toEqual([]);
    await expect.poll(() => first.isVisible()).toBe(true);
  });
});
