import type { Page } from "@playwright/test";
import { composer, expect, test } from "./fixture.ts";

/** Something of the page has the focus: the keys don't start again from its top. */
const expectKept = async (page: Page, within: string) => {
  await expect(page.locator(`${within} :focus`)).toHaveCount(1);
};
const runCommand = async (page: Page, name: string) => {
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder(/^Search/).fill(name);
  const row = page.getByRole("option", { name });
  await expect(row.first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByPlaceholder(/^Search/)).toBeHidden();
};

test.describe("the focus stays in the page", () => {
  test("when another screen comes: by the palette, and forward in the browser", async ({
    page,
    ui,
  }) => {
    await ui.open();
    await expect(composer(page)).toBeFocused();
    for (const name of ["Library", "Models", "Settings"]) {
      await runCommand(page, name);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
      await expectKept(page, "main");
    }
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Models");
    await expectKept(page, "main");
    await page.goForward();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "Settings",
    );
    await expectKept(page, "main");
  });

  test("when rows are removed, by the key and by the button", async ({
    page,
    ui,
  }) => {
    await ui.open("", "#/library");
    const row = page.getByRole("button", { name: /^Inventory/ });
    await row.press("Delete");
    await expect(row).toBeHidden();
    await expectKept(page, "table");
    await page.getByRole("button", { name: /^Lease/ }).press(" ");
    await page
      .getByRole("region", { name: "1 selected" })
      .getByRole("button", { name: "Remove" })
      .press("Enter");
    await expect(page.getByRole("button", { name: /^Lease/ })).toBeHidden();
    await expectKept(page, "main");
  });

  test("when Add is switched off under the press", async ({ page, ui }) => {
    await ui.open("", "#/library");
    const path = page.getByLabel("Or by path on this computer");
    await path.fill("/home/ana");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await expect(path).toBeFocused();
  });

  test("when a workspace is deleted", async ({ page, ui }) => {
    await ui.open();
    await page.getByRole("button", { name: /^Ask in:/ }).click();
    await page.getByRole("menuitem", { name: "New workspace" }).click();
    await page.getByLabel("Name").fill("House");
    await page.getByRole("button", { name: "Create" }).click();
    await page.keyboard.press("Control+,");
    const workspaces = page.getByRole("region", { name: "Workspaces" });
    await workspaces
      .getByRole("button", { name: "Delete House" })
      .press("Enter");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "Delete" })
      .press("Enter");
    await expect(workspaces.getByText("House")).toHaveCount(0);
    await expectKept(page, "[aria-label=Workspaces]");
  });

  test("when a chip is taken off a question that was asked", async ({
    page,
    ui,
  }) => {
    await ui.open();
    await composer(page).pressSequentially("@con");
    await page.getByRole("option").first().click();
    await composer(page).fill("When does it end?");
    await composer(page).press("Enter");
    const within = page.getByRole("list", { name: "Searched only here" });
    await within.getByRole("button").press("Enter");
    await expect(within).toHaveCount(0);
    await expect(composer(page)).toBeFocused();
  });
});
