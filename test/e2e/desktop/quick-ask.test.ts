import { expect, test } from "./fixture.ts";

const shortcut = "CommandOrControl+Shift+Space";

test("shortcut and tray open the panel over other apps, and it goes when the focus does", async ({
  desktop,
}) => {
  const { system } = desktop;
  test.skip(system === null, "Nobody presses the system's keys here");
  if (system === null) return;
  const page = await desktop.page("quick");
  await expect
    .poll(async () => (await system.facts()).shortcuts)
    .toEqual([shortcut]);
  expect(await desktop.window("quick")).toMatchObject({
    isVisible: false,
    isAlwaysOnTop: true,
  });

  await system.pressShortcut(shortcut);
  expect(await desktop.window("quick")).toMatchObject({
    isVisible: true,
    isFocused: true,
  });
  await expect(
    page.getByRole("textbox", { name: "Your question" }),
  ).toBeFocused();
  await page.getByRole("textbox").press("Escape");
  await expect
    .poll(() => desktop.window("quick"))
    .toMatchObject({ isVisible: false });

  await system.clickTray("Quick ask");
  await expect
    .poll(() => desktop.window("quick"))
    .toMatchObject({ isVisible: true });
  await system.focusOtherApp();
  expect(await desktop.window("quick")).toMatchObject({
    isOpen: true,
    isVisible: false,
  });
  expect(await desktop.page("quick")).toBe(page);
});

test("the panel hands its turn over to the main window", async ({
  desktop,
}) => {
  const page = await desktop.page("quick");
  expect(await desktop.startAgain(["--quick-ask"])).toBe(0);
  await expect
    .poll(() => desktop.window("quick"))
    .toMatchObject({ isVisible: true });
  const question = "When does the boiler warranty end?";
  const field = page.getByRole("textbox", { name: "Your question" });
  await field.fill(question);
  await field.press("Enter");
  await expect(
    page
      .getByText("There are no files here yet. Add some, then ask again.")
      .first(),
  ).toBeVisible();
  await field.press("ControlOrMeta+Enter");

  await expect
    .poll(() => desktop.window("quick"))
    .toMatchObject({ isVisible: false });
  await expect
    .poll(() => desktop.window("main"))
    .toMatchObject({
      isVisible: true,
      isFocused: true,
    });
  const main = await desktop.page("main");
  await expect(
    main.getByRole("main").getByText(question).first(),
  ).toBeVisible();
});

test("a shortcut that another program has is told, and works once another is chosen", async ({
  desktop,
}) => {
  const { system } = desktop;
  test.skip(system === null, "Nobody takes the system's keys here");
  if (system === null) return;
  const page = await desktop.page("main");
  await system.refuseShortcut("Control+Alt+H");
  await expect
    .poll(async () => (await system.facts()).shortcuts)
    .toEqual([shortcut]);

  await page.getByRole("button", { name: /^Settings/ }).click();
  const field = page.getByLabel("Shortcut", { exact: true });
  await field.press("Control+Alt+KeyH");
  await expect
    .poll(async () =>
      (await system.facts()).dialogs.map(({ message }) => message),
    )
    .toEqual(["The shortcut Control+Alt+H could not be taken"]);
  expect((await system.facts()).trayLabels[0]).toContain("Control+Alt+H");

  await field.press("Control+Alt+KeyJ");
  await expect
    .poll(async () => (await system.facts()).shortcuts)
    .toEqual(["Control+Alt+J"]);
  expect((await system.facts()).trayLabels[0]).toBe("Open Hearth");
});
