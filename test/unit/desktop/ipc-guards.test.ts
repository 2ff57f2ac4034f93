import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bridgeChannels } from "#desktop-link/bridge.ts";
import {
  type StartedMain,
  startMain,
} from "../../support/desktop-in-process/start-main.ts";

let main: StartedMain;
beforeAll(async () => {
  main = await startMain();
  main.forked[0]?.emit("message", { type: "ready" });
});
afterAll(() => main.dispose());

const own = { url: "app://hearth/index.html", parent: null };
const foreign = {
  "another site": { url: "https://example.com/", parent: null },
  "a host that looks like Hearth's": {
    url: "app://hearth.evil/index.html",
    parent: null,
  },
  "a frame within a page of Hearth": { ...own, parent: own },
  "a frame that is gone": null,
};

/** The double's own events come from top frames only; these come from where an attack would. */
async function eventFrom(senderFrame: object | null) {
  const { webContents } = await main.window("index.html");
  return { sender: webContents, senderFrame } as unknown as Parameters<
    StartedMain["ipcMain"]["invoke"]
  >[1];
}

/** What the engine was told of. */
const posted = (type: string) =>
  (main.forked[0]?.posted ?? []).filter(
    (message) => (message as { type: string }).type === type,
  );

describe.each(Object.entries(foreign))("%s", (_name, frame) => {
  test("gets no port to the engine", async () => {
    const before = posted("window").length;
    main.ipcMain.emit(bridgeChannels.connect, await eventFrom(frame));
    expect(posted("window").length).toBe(before);
  });

  test("gets no grant for a path", async () => {
    const asking = main.ipcMain.invoke(
      bridgeChannels.grantDropped,
      await eventFrom(frame),
      [["/etc/passwd"]],
    );
    await expect(asking).rejects.toThrow("Not permitted");
    expect(posted("grant")).toEqual([]);
  });
});

test("the top frame of Hearth gets a port", async () => {
  const before = posted("window").length;
  main.ipcMain.emit(bridgeChannels.connect, await eventFrom(own));
  expect(posted("window").length).toBe(before + 1);
});

test.each([[["relative.txt"]], [[1]], ["/etc/passwd"], [undefined]])(
  "grants nothing for what is no list of absolute paths: %j",
  async (paths) => {
    const asking = main.ipcMain.invoke(
      bridgeChannels.grantDropped,
      await eventFrom(own),
      [paths],
    );
    await expect(asking).rejects.toThrow();
    expect(posted("grant")).toEqual([]);
  },
);
