import type { Page } from "@playwright/test";
import { composer, expect, marked, sourcePanel, test } from "./fixture.ts";

const field = (page: Page) => page.getByPlaceholder(/^Search/);
const chosen = (page: Page) =>
  page.locator("[role=option][aria-selected=true]");

test("the first row is chosen whenever what is found changes, whatever was chosen before", async ({
  page,
  ui,
}) => {
  await ui.open();
  await page.keyboard.press("Control+k");
  await field(page).fill("not");
  await expect(page.getByText("In your documents")).toBeVisible();
  await expect(chosen(page)).toContainText("written notice");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await field(page).fill("notary");
  await expect(page.getByText("In your documents")).toBeHidden();
  await expect(chosen(page)).toHaveCount(1);
  await expect(chosen(page)).toHaveText(/Scan 2019-03 notary\.pdf/);
  await expect(page.getByRole("option").first()).toHaveAttribute(
    "aria-selected",
    "true",
  );
});

test("Enter at once waits for the answer to what is typed, also when answers come late and out of order", async ({
  page,
  ui,
}) => {
  await ui.open();
  await page.keyboard.press("Control+k");
  await field(page).fill("insurer");
  await expect(chosen(page)).toContainText("insurer");
  await ui.holdSearch("router");
  await ui.holdSearch("offers");
  await field(page).fill("router");
  await field(page).fill("offers");
  await page.keyboard.press("Enter");
  // What is still shown is of another query: nothing of it is opened
  await expect(chosen(page)).toContainText("insurer");
  await ui.releaseSearch("router");
  await expect(field(page)).toBeVisible();
  await ui.releaseSearch("offers");
  await expect(field(page)).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Compare the three offers",
  );
});

test("Enter is taken back by typing on", async ({ page, ui }) => {
  await ui.open();
  await page.keyboard.press("Control+k");
  await ui.holdSearch("offers");
  await field(page).fill("offers");
  await page.keyboard.press("Enter");
  await field(page).fill("router");
  await ui.releaseSearch("offers");
  await expect(chosen(page)).toContainText("router");
  await expect(field(page)).toBeVisible();
});

test("a passage opens at its place, as text in the list", async ({
  page,
  ui,
}) => {
  await ui.open();
  await page.keyboard.press("Control+k");
  await field(page).fill("written");
  await expect(chosen(page)).toContainText("written notice");
  await page.keyboard.press("Enter");
  await expect(sourcePanel(page)).toBeVisible();
  await expect(marked(page).first()).toBeVisible();
});

// Would catch: of a file with several passages one can be opened, and its foot names the headings of another stretch
test("a file's other passages stand below its best one, and each says the headings of its own sentence", async ({
  page,
  ui,
}) => {
  await ui.open();
  await page.keyboard.press("Control+k");
  await field(page).fill("notice");
  await expect(chosen(page)).toContainText("Lease, rue des Tanneurs.pdf");
  await page.keyboard.press("ArrowDown");
  await expect(chosen(page)).toContainText("Article 8");
  await page.keyboard.press("Enter");
  const panel = sourcePanel(page);
  await expect(panel.locator("footer")).toContainText(
    "Lease › Article 8. Notice by the landlord",
  );
});

test("the last row asks what is typed, by Enter where nothing is found, and by Ctrl+Enter anywhere", async ({
  page,
  ui,
}) => {
  await ui.open();
  await page.keyboard.press("Control+k");
  await field(page).fill("zebra crossing");
  await expect(page.getByRole("option")).toHaveText([/Ask “zebra crossing”/]);
  await expect(chosen(page)).toHaveText(/Ask “zebra crossing”/);
  await page.keyboard.press("Enter");
  await expect(
    page.getByRole("article", { name: "Question: zebra crossing" }),
  ).toBeVisible();
  await page.keyboard.press("Control+k");
  await field(page).fill("insurer");
  await expect(page.getByRole("option").last()).toHaveText(/Ask “insurer”/);
  await page.keyboard.press("Control+Enter");
  await expect(
    page.getByRole("article", { name: "Question: insurer" }),
  ).toBeVisible();
  await expect(composer(page)).toBeVisible();
});

// Would catch: conversations that have nothing to do with what is typed, on which Enter does nothing
test("a search that can't be reached says so and shows nothing else", async ({
  page,
  ui,
}) => {
  await ui.open();
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("option", { name: /lease/ })).toBeVisible();
  await ui.holdSearch("boiler");
  await page.evaluate(`window.harness.connection.setState({ status: "lost" })`);
  await field(page).fill("boiler");
  await expect(page.getByText("Search can’t be reached")).toBeVisible();
  await expect(page.getByRole("option", { name: /lease/ })).toBeHidden();
});
