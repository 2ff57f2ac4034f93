import type { Page } from "@playwright/test";
import { composer, expect, test } from "./fixture.ts";

const breakNumbers = (page: Page) =>
  page.evaluate(`
    window.realFormat = Intl.NumberFormat;
    Intl.NumberFormat = class { constructor() { throw new Error("broken on purpose"); } };
  `);
const mend = (page: Page) =>
  page.evaluate(`Intl.NumberFormat = window.realFormat;`);

// Bug: an error while drawing left a blank window and took with it what was being written
test("an error in a screen costs that screen alone, and no draft", async ({
  page,
  ui,
  faults,
}) => {
  await ui.open();
  await ui.ask();
  const title = page
    .getByRole("navigation", { name: "Conversations" })
    .getByRole("button", { name: /^What notice/ });
  await composer(page).fill("What is left to be said");
  await breakNumbers(page);
  await page.getByRole("button", { name: /^Library/ }).click();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("could not be drawn");
  await expect(alert).toContainText("broken on purpose");
  // The rest of the window goes on
  await expect(title).toBeVisible();
  await page.setViewportSize({ width: 600, height: 800 });
  await expect(
    page.getByRole("button", { name: "Show the sidebar" }),
  ).toBeVisible();
  await mend(page);
  await alert.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Library");
  await page.setViewportSize({ width: 1280, height: 800 });
  await title.click();
  await expect(composer(page)).toHaveValue("What is left to be said");
  // React says what it caught
  expect(faults.some((fault) => fault.includes("broken on purpose"))).toBe(
    true,
  );
  faults.length = 0;
});

test("a draft outlives a reload, each conversation's its own, in quick ask too", async ({
  page,
  ui,
}) => {
  await ui.open();
  await composer(page).fill("A new question");
  await ui.ask();
  await page.getByRole("button", { name: /^New conversation/ }).click();
  await composer(page).fill("Another question");
  await page.reload();
  await expect(composer(page)).toHaveValue("Another question");
  await ui.openQuickAsk();
  await page.getByLabel("Your question").fill("A short question");
  await page.reload();
  await expect(page.getByLabel("Your question")).toHaveValue(
    "A short question",
  );
});
