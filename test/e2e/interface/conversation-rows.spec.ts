import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.ts";

const list = (page: Page) =>
  page.getByRole("navigation", { name: "Conversations" });
const row = (page: Page, name: RegExp) =>
  list(page).getByRole("button", { name });

/** Also behind a menu or a dialog, where there are no roles. */
const firstRow = (page: Page) => page.locator("[data-conversation]").first();

test("Delete and F2 act on the row that has the focus, however it got it, not on the one walked to before", async ({
  page,
  ui,
}) => {
  await ui.open();
  await row(page, /Notice and deposit/).click();
  // A press without a click leaves the focus here and walks nowhere
  await row(page, /three offers/).focus();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("dialog")).toContainText(
    "Compare the three offers",
  );
  await page.keyboard.press("Escape");
  await row(page, /insurer/).focus();
  await page.keyboard.press("F2");
  await expect(page.getByLabel("Title of the conversation")).toHaveValue(
    "Draft reply to the insurer",
  );
});

test("the menu of a row deletes that row, while the list is put in another order", async ({
  page,
  ui,
}) => {
  await ui.open();
  await row(page, /Notice and deposit/).click();
  await row(page, /three offers/).click({ button: "right" });
  await ui.touch("Where is the router manual");
  await expect(firstRow(page)).toContainText("router");
  await page.getByRole("menuitem", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Compare the three offers");
  await ui.touch("Board minutes, open actions");
  await expect(firstRow(page)).toContainText("Board");
  await expect(dialog).toContainText("Compare the three offers");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(row(page, /three offers/)).toHaveCount(0);
  await expect(list(page).getByRole("button")).toHaveCount(6);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Notice and deposit in the lease",
  );
});

test("the menu opens from the keyboard too, and a title being changed outlives a list that moves", async ({
  page,
  ui,
}) => {
  await ui.open();
  await row(page, /Side effects/).focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Rename" }).press("Enter");
  const field = page.getByLabel("Title of the conversation");
  await expect(field).toHaveValue("Side effects in the trial reports");
  await field.fill("Trials");
  await ui.touch("Where is the router manual");
  await expect(firstRow(page)).toContainText("router");
  await expect(field).toBeFocused();
  await field.press("Enter");
  await expect(row(page, /Trials/)).toBeFocused();
});

// Would catch: the list jumps under the eye when a conversation far away gets its title
test("a list that is scrolled stays where it is while a conversation moves to its top", async ({
  page,
  ui,
}) => {
  await ui.open("conversations=200");
  await list(page).hover();
  await page.mouse.wheel(0, 1600);
  const seen = row(page, /^Conversation 60$/);
  await expect(seen).toBeVisible();
  const before = await seen.boundingBox();
  await ui.touch("Conversation 150");
  await expect.poll(async () => (await seen.boundingBox())?.y).toBe(before?.y);
  await page.mouse.wheel(0, -10_000);
  await expect(firstRow(page)).toContainText("Conversation 150");
});
