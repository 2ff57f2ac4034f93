import { composer, expect, sourcePanel, test } from "./fixture.ts";

const openSource = "button[aria-label^='Source 1']";

test("a source belongs to its conversation: other screens don't show it, and it is there again on return", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask();
  await page.locator(openSource).first().click();
  await expect(sourcePanel(page)).toBeVisible();
  for (const screen of ["Models", "Settings"]) {
    await page.getByRole("button", { name: screen, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(screen);
    await expect(sourcePanel(page)).toBeHidden();
  }
  // What isn't shown isn't closed by a key either
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^New conversation/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Ask your own documents",
  );
  await expect(sourcePanel(page)).toBeHidden();
  await page
    .getByRole("navigation", { name: "Conversations" })
    .getByRole("button", { name: /^What notice/ })
    .click();
  await expect(sourcePanel(page)).toBeVisible();
});

test("a new conversation has no title of the one before", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask("Where is the router manual?");
  await page.keyboard.press("Control+n");
  await expect(composer(page)).toHaveAttribute(
    "placeholder",
    "Ask about your files",
  );
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expect(
    page.getByRole("button", { name: "More for this conversation" }),
  ).toBeHidden();
});

test("a document that has no text says why", async ({ page, ui }) => {
  await ui.open("", "#/library");
  await page.getByRole("button", { name: /^Payslips/ }).click();
  await expect(sourcePanel(page)).toContainText(
    "Save a copy without the password and add it.",
  );
});

test("a document found by the search opens beside the library when no chat is shown", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/models");
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(/^Search/).fill("inventory");
  await page.getByRole("option", { name: /^Inventory/ }).click();
  await expect(page.getByRole("heading", { name: "Library" })).toBeVisible();
  await expect(sourcePanel(page)).toBeVisible();
});

test("closing a source gives the focus back to what opened it", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask();
  const opener = page.locator(openSource).first();
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Close the source" }).click();
  await expect(opener).toBeFocused();

  await page.setViewportSize({ width: 600, height: 800 });
  await opener.focus();
  await page.keyboard.press("Enter");
  await expect(sourcePanel(page).getByRole("heading").first()).toBeFocused();
  await page.getByRole("button", { name: "Back" }).click();
  await expect(opener).toBeFocused();
});
