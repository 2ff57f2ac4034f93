import { composer, expect, sourcePanel, test } from "./fixture.ts";

test("the window is named after the conversation, or the screen, that it shows", async ({
  page,
  ui,
}) => {
  await ui.open();
  await expect(page).toHaveTitle("Hearth");
  await page.getByRole("button", { name: /three offers/ }).click();
  await expect(page).toHaveTitle("Compare the three offers – Hearth");
  await page.keyboard.press("Control+,");
  await expect(page).toHaveTitle("Settings – Hearth");
});

test("an empty conversation begins with recent files and questions that are asked by a press", async ({
  page,
  ui,
}) => {
  await ui.open();
  await page
    .getByRole("region", { name: "Recent files" })
    .getByRole("button")
    .first()
    .click();
  await expect(sourcePanel(page)).toBeVisible();
  await page.keyboard.press("Escape");
  const question = page
    .getByRole("region", { name: "Questions that your files answer" })
    .getByRole("button")
    .first();
  const words = (await question.textContent()) ?? "";
  await question.click();
  await expect(
    page.getByRole("article", { name: `Question: ${words}` }),
  ).toBeVisible();
});

test("the sheet of shortcuts opens by Ctrl+/ and by ? outside of fields, and says the keys of this host", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  const sheet = page.getByRole("dialog", { name: "Shortcuts" });
  await page.keyboard.press("Control+/");
  await expect(sheet).toBeVisible();
  // A tab of a browser never hears of Ctrl+N
  await expect(sheet).toContainText("Alt N");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Models/ }).focus();
  await page.keyboard.press("?");
  await expect(sheet).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: /^Models/ })).toBeFocused();
  await page.keyboard.press("Alt+n");
  await expect(composer(page)).toBeFocused();
  await page.keyboard.type("?");
  await expect(composer(page)).toHaveValue("?");
  await expect(sheet).toBeHidden();
});

test("text gets the size that is chosen, and keeps it over a reload", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/settings");
  const size = () =>
    page.evaluate<string>("getComputedStyle(document.body).fontSize");
  expect(await size()).toBe("14px");
  await page.getByRole("radio", { name: "Larger" }).click();
  await expect.poll(size).toBe("18.2px");
  await expect
    .poll(() => page.evaluate("localStorage.getItem('hearth.textSize')"))
    .toBe("larger");
});
