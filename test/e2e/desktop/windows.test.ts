import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, startDesktop, test } from "./fixture.ts";
import { ask, isAlive } from "./steps.ts";

test("the window opens, and its page has an answer over the port", async ({
  desktop,
}) => {
  const page = await desktop.page("main");
  await expect
    .poll(() => desktop.window("main"))
    .toMatchObject({
      isVisible: true,
      isFocused: true,
    });
  // Said only once the engine has told that there are no models
  await expect(page.getByText("No language model yet.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("No language model yet.")).toBeVisible();
});

test("a page whose process crashes is loaded again, and has its answers", async ({
  desktop,
}) => {
  test.skip(
    desktop.system === null,
    "Playwright keeps Electron's crashed page",
  );
  const crashed = await desktop.page("main");
  await expect(crashed.getByText("No language model yet.")).toBeVisible();
  // Playwright's own waiting ends with the crash
  const replaced = new Promise((closed) => crashed.once("close", closed));
  const session = await crashed.context().newCDPSession(crashed);
  // The process that would answer is the one that ends
  const answered = session.send("Page.crash").catch(() => "gone");
  await replaced;
  expect(await answered).toBe("gone");
  const page = await desktop.page("main");
  await expect(page.getByText("No language model yet.")).toBeVisible();
});

test("a second start brings up the window of the first, or the panel, and ends", async ({
  desktop,
}) => {
  await desktop.page("main");
  await desktop.closeWindow("main");
  await expect
    .poll(() => desktop.window("main"))
    .toMatchObject({ isOpen: false });

  expect(await desktop.startAgain()).toBe(0);
  await expect
    .poll(() => desktop.window("main"))
    .toMatchObject({
      isVisible: true,
      isFocused: true,
    });
  expect(await desktop.startAgain(["--quick-ask"])).toBe(0);
  await expect
    .poll(() => desktop.window("quick"))
    .toMatchObject({
      isVisible: true,
      isFocused: true,
    });
});

test("the window opens where it was, and on a display that is there", async ({
  desktop,
  dataFolder,
}) => {
  await desktop.page("main");
  const bounds = { x: 60, y: 40, width: 900, height: 600 };
  await desktop.setBounds("main", bounds);
  await desktop.quit();

  const again = await startDesktop({ dataFolder });
  await again.page("main");
  expect((await again.window("main")).bounds).toEqual(bounds);
  await again.quit();

  const stateFile = join(dataFolder, "window-state.json");
  const state = JSON.parse(readFileSync(stateFile, "utf8"));
  state.bounds.x = 90_000;
  writeFileSync(stateFile, JSON.stringify(state));
  const elsewhere = await startDesktop({ dataFolder });
  await elsewhere.page("main");
  expect((await elsewhere.window("main")).bounds?.x).toBeLessThan(5000);
  await elsewhere.quit();
});

test("quitting leaves no process", async ({ desktop }) => {
  const page = await desktop.page("main");
  await page.getByText("No language model yet.").waitFor();
  await ask(page, "anything");
  const pids = (await desktop.processes()).map(({ pid }) => pid);
  expect(pids.length).toBeGreaterThan(0);

  expect(await desktop.quit()).toBe(0);
  expect(isAlive(desktop.pid)).toBe(false);
  await expect.poll(() => pids.filter(isAlive)).toEqual([]);
});
