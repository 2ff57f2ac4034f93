import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, marked, sourcePanel, test } from "./fixture.ts";

async function expectNothingSerious(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  expect(serious).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [1280, 600])
    test.describe(`${colorScheme}, ${width} wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test("the first start", async ({ page, ui }) => {
        await ui.open("empty");
        await expect(
          page.getByText("Drop files or a folder here"),
        ).toBeVisible();
        await expectNothingSerious(page);
      });

      test("an answer with code, a table and a formula, and its source", async ({
        page,
        ui,
      }) => {
        await ui.open("rich");
        await ui.ask();
        await expect(page.locator(".katex")).toBeVisible();
        await expect(page.locator("pre span[style]").first()).toBeVisible();
        await expectNothingSerious(page);
        await page
          .getByRole("button", { name: /^Source 1/ })
          .first()
          .click();
        await expect(marked(page).first()).toBeVisible();
        await expectNothingSerious(page);
        await page.keyboard.press("Escape");
        await expect(sourcePanel(page)).toBeHidden();
      });

      test("the search over everything", async ({ page, ui }) => {
        await ui.open();
        await page.keyboard.press("Control+k");
        await page.getByPlaceholder(/^Search/).fill("not");
        await expect(
          page.getByRole("option", { name: /Scan 2019-03 notary/ }).first(),
        ).toBeVisible();
        await expectNothingSerious(page);
      });

      for (const [screen, sign] of [
        ["library", "Lease, rue des Tanneurs.pdf"],
        ["models", "all-MiniLM-L6-v2"],
        ["settings", "Version 0.1.0"],
      ] as const)
        test(`the screen ${screen}`, async ({ page, ui }) => {
          await ui.open("", `#/${screen}`);
          await expect(page.getByText(sign).first()).toBeVisible();
          await expectNothingSerious(page);
        });

      test("a question before something is deleted", async ({ page, ui }) => {
        await ui.open("", "#/models");
        await page.getByRole("button", { name: "Remove: Qwen3 4B" }).click();
        await expect(
          page.getByRole("button", { name: "Cancel" }),
        ).toBeFocused();
        await expectNothingSerious(page);
      });

      test("quick ask", async ({ page, ui }) => {
        await ui.openQuickAsk();
        await page.getByLabel("Your question").fill("When?");
        await page.keyboard.press("Enter");
        await expect(page.getByRole("list", { name: "Sources" })).toBeVisible();
        await expect(
          page.getByRole("button", { name: /^Source 1/ }),
        ).toBeVisible();
        await expectNothingSerious(page);
      });
    });
