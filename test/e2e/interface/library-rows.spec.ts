import type { Page } from "@playwright/test";
import { expect, sourcePanel, test } from "./fixture.ts";

const name = (page: Page, start: string) =>
  page.getByRole("button", { name: new RegExp(`^${start}`) });
const row = (page: Page, start: string) =>
  page.getByRole("row").filter({ has: name(page, start) });
const selected = (page: Page) => page.getByRole("row", { selected: true });

test("columns sort, and say so", async ({ page, ui }) => {
  await ui.open("", "#/library");
  const names = page.locator("[data-row-button]");
  await expect(names.first()).toHaveText(/^Lease/);
  const head = page.getByRole("columnheader", { name: "Name" });
  await expect(head).toHaveAttribute("aria-sort", "none");
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "ascending");
  await expect(names.first()).toHaveText(/^backup/);
  await head.getByRole("button").click();
  await expect(head).toHaveAttribute("aria-sort", "descending");
  await expect(names.first()).toHaveText(/^Warranty/);
});

test("rows are selected with Ctrl, Shift and the keyboard, and acted on together", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  await name(page, "Charges").click({ modifiers: ["ControlOrMeta"] });
  await name(page, "Owners").click({ modifiers: ["Shift"] });
  await expect(selected(page)).toHaveCount(3);
  await expect(sourcePanel(page)).toBeHidden();
  await name(page, "Re: leak").click({ modifiers: ["ControlOrMeta"] });
  await expect(selected(page)).toHaveCount(2);
  await page.keyboard.press("Escape");
  await expect(selected(page)).toHaveCount(0);

  await name(page, "Lease").focus();
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(name(page, "Scan")).toBeFocused();
  await expect(selected(page)).toHaveCount(3);
  await page.keyboard.press("Space");
  await expect(page.getByRole("region", { name: "2 selected" })).toBeVisible();
  await page
    .getByRole("region", { name: "2 selected" })
    .getByRole("button", { name: "Remove" })
    .click();
  await expect(page.getByText("Removed 2 documents")).toBeVisible();
  await expect(name(page, "Lease")).toBeHidden();
  await expect(name(page, "Scan")).toBeVisible();
});

test("all of thousands are selected, those never in sight too", async ({
  page,
  ui,
}) => {
  await ui.open("documents=3000", "#/library");
  await name(page, "Lease").focus();
  await page.keyboard.press("Control+a");
  await expect(
    page.getByRole("region", { name: "3,000 selected" }),
  ).toBeVisible();
});

test("the menu acts on the row that it was opened on, whichever has the focus", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  await name(page, "Lease").focus();
  await row(page, "Inventory").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(name(page, "Inventory")).toBeHidden();
  await expect(name(page, "Lease")).toBeVisible();

  await name(page, "Charges").focus();
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Ask about it" }).click();
  // As a choice at @: what is typed is the question alone
  await expect(
    page.getByRole("list", { name: "Asked only in" }).getByText("Charges"),
  ).toBeVisible();
  await expect(page.getByLabel("Your question")).toBeFocused();
  await expect(page.getByLabel("Your question")).toHaveValue("");
});

test("Delete acts on the row that has the focus after the list has moved", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  await name(page, "Inventory").focus();
  await page.keyboard.press("ArrowDown");
  await expect(name(page, "backup")).toBeFocused();
  // What stood above it goes, so that its place is another one
  await row(page, "Lease").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(name(page, "Lease")).toBeHidden();
  await name(page, "backup").press("Delete");
  await expect(name(page, "backup")).toBeHidden();
  await expect(name(page, "Quote, plumber\\.pdf")).toBeVisible();
});

test("an advice is never cut off", async ({ page, ui }) => {
  await page.setViewportSize({ width: 600, height: 800 });
  await ui.open("", "#/library");
  const advice = page.getByText("Save a copy without the password and add it.");
  await expect(advice).toBeVisible();
  expect(
    await advice.evaluate(
      (element) => element.scrollWidth <= element.clientWidth,
    ),
  ).toBe(true);
});

// Would catch: after a removal, by key, menu or the bar, the keys go on at the top of the list
test("after a removal the focus is on the row beside", async ({ page, ui }) => {
  await ui.open("", "#/library");
  await name(page, "backup").focus();
  await page.keyboard.press("Delete");
  await expect(name(page, "backup")).toBeHidden();
  await expect(name(page, "Quote, plumber\\.pdf")).toBeFocused();
  await row(page, "Inventory").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(name(page, "Inventory")).toBeHidden();
  await expect(name(page, "Quote, plumber\\.pdf")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await page
    .getByRole("region", { name: "2 selected" })
    .getByRole("button", { name: "Remove" })
    .click();
  await expect(selected(page)).toHaveCount(0);
  await expect(name(page, "Quote, plumber\\.pdf")).toBeFocused();
  const names = page.locator("[data-row-button]");
  await names.last().focus();
  await page.keyboard.press("Delete");
  await expect(names.last()).toBeFocused();
});

// Would catch: the list jumps down by what is said about a removal, and back
test("what can be undone is said over the list, which stays where it is", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  const list = page.getByRole("grid").locator("..");
  const top = await list.boundingBox();
  await name(page, "backup").focus();
  await page.keyboard.press("Delete");
  await expect(page.getByText("Removed 1 document")).toBeVisible();
  expect((await list.boundingBox())?.y).toBe(top?.y);
});

/** All within one frame, each where the focus is then. */
const pressAtOnce = (page: Page, keys: readonly string[]) =>
  page.evaluate(`for (const key of ${JSON.stringify(keys)})
    document.activeElement.dispatchEvent(
      new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
    );`);

// Would catch: of fast keys some are lost, and Delete removes the row before the one that was meant
test("keys within one frame each act on the row that those before led to", async ({
  page,
  ui,
}) => {
  await ui.open("documents=90", "#/library");
  const names = page.locator("[data-row-button]");
  const fifth = await names.nth(5).textContent();
  await names.first().focus();
  await pressAtOnce(
    page,
    Array.from({ length: 5 }, () => "ArrowDown"),
  );
  await expect(names.nth(5)).toBeFocused();
  await pressAtOnce(page, ["ArrowDown", "ArrowUp", "Delete"]);
  await expect(page.getByText("Removed 1 document")).toBeVisible();
  await expect(page.getByText(fifth ?? "", { exact: true })).toHaveCount(0);
  // Those that aren't drawn yet too
  await pressAtOnce(page, ["End", "Delete"]);
  await page.keyboard.press("End");
  await expect(name(page, "Document 89\\.pdf")).toBeFocused();
  await expect(name(page, "Document 90\\.pdf")).toHaveCount(0);
});
