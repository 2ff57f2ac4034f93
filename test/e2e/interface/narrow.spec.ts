import { composer, expect, marked, sourcePanel, test } from "./fixture.ts";

test.use({ viewport: { width: 600, height: 800 } });

test("one pane at a time, each with a way back", async ({ page, ui }) => {
  await ui.open();
  await ui.ask();
  await page.getByRole("button", { name: /^Source 1/ }).click();
  await expect(marked(page).first()).toBeInViewport();
  await expect(page.getByRole("main")).toBeHidden();
  await page.getByRole("button", { name: "Back" }).click();
  await expect(page.getByRole("main")).toBeVisible();

  await page.getByRole("button", { name: "Show the sidebar" }).click();
  await expect(page.getByRole("main")).toBeHidden();
  await page.getByRole("button", { name: /^Library/ }).click();
  await expect(page.getByRole("heading", { name: "Library" })).toBeVisible();
  await expect(sourcePanel(page)).toBeHidden();
});

test("nothing is wider than the window", async ({ page, ui }) => {
  for (const hash of ["", "#/library", "#/models", "#/settings"]) {
    await ui.open("", hash);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(
      600,
    );
  }
});

test("the sidebar of a narrow window leaves that of a wide one as it is, and the focus is never lost to it", async ({
  page,
  ui,
}) => {
  await ui.open();
  const show = page.getByRole("button", { name: "Show the sidebar" });
  const hide = page.getByRole("button", { name: "Hide the sidebar" });
  await show.click();
  await expect(hide).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(show).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Models/ }).press("Enter");
  await expect(show).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^New conversation/ }).press("Enter");
  await expect(composer(page)).toBeFocused();

  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(hide).toBeVisible();
  await hide.click();
  await expect(show).toBeFocused();
});

test("back from a document the library is where it was, the focus too", async ({
  page,
  ui,
}) => {
  await ui.open("documents=500", "#/library");
  const far = page.getByRole("button", { name: /^Document 500\.pdf/ });
  await page.getByRole("button", { name: /^Lease/ }).focus();
  await page.keyboard.press("End");
  await expect(far).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(sourcePanel(page)).toBeVisible();
  await page.getByRole("button", { name: "Back" }).press("Enter");
  await expect(far).toBeFocused();
});

// Would catch: the composer is made anew when the window passes 900 pixels, and typing goes on at the start of the draft
test("a window that changes its width leaves the draft, the cursor, the focus and what was chosen as they were", async ({
  page,
  ui,
}) => {
  await ui.open();
  const field = composer(page);
  await field.fill("@leas");
  await field.press("Enter");
  const chip = page.getByRole("button", { name: /^Don’t keep to Lease/ });
  await expect(chip).toBeVisible();
  await field.pressSequentially("How long is the notice?");
  for (let key = 0; key < 7; key += 1) await field.press("ArrowLeft");
  for (const width of [1280, 600, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(page.getByRole("button", { name: "Hide the sidebar" }))[
      width === 1280 ? "toBeVisible" : "toBeHidden"
    ]();
    await expect(field).toBeFocused();
    await expect(chip).toBeVisible();
    await page.keyboard.type("x");
  }
  await expect(field).toHaveValue("How long is the xxxnotice?");
});
