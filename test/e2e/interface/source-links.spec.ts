import { expect, sourcePanel, test } from "./fixture.ts";

test("a relative link opens its document of the library, any other gives its address to copy and says so", async ({
  page,
  ui,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await ui.open("", "#/library");
  await page.getByRole("button", { name: /^Lease/ }).click();
  const panel = sourcePanel(page);
  await panel.getByRole("button", { name: "the annex" }).click();
  await expect(panel.getByText("Address copied")).toBeVisible();
  expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
    "https://example.com/annex",
  );
  await panel.getByRole("button", { name: "the inventory" }).click();
  await expect(
    panel.getByRole("heading", { name: "Inventory 2023.docx" }),
  ).toBeVisible();
  await expect(panel.getByText("Address copied")).toBeHidden();
});

test("the panel opens the file itself, and says of the passage what its card says", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask();
  const card = page
    .getByRole("list", { name: "Sources" })
    .getByRole("button", { name: "Inventory 2023.docx" });
  await expect(card).toContainText("Kitchen");
  await card.click();
  const panel = sourcePanel(page);
  await expect(panel.getByText("Kitchen").first()).toBeVisible();
  await panel.getByRole("button", { name: "Open file" }).click();
  expect(await page.evaluate("window.openedOutside")).toEqual([
    "file Inventory 2023.docx",
  ]);
});

test("a wide table scrolls, and no number in it is broken over lines", async ({
  page,
  ui,
}) => {
  await page.setViewportSize({ width: 1000, height: 800 });
  await ui.open("", "#/library");
  await page.getByRole("button", { name: /^Lease/ }).click();
  const cells = sourcePanel(page).locator("td", { hasText: "1,234,567.89" });
  await expect(cells.first()).toBeVisible();
  expect(
    await cells.evaluateAll((all) => all.every((c) => c.clientHeight < 30)),
  ).toBe(true);
  const scroller = sourcePanel(page).locator(".overflow-x-auto").last();
  expect(
    await scroller.evaluate((box) => box.scrollWidth > box.clientWidth),
  ).toBe(true);
});
