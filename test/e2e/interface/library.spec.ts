import { expect, sourcePanel, test } from "./fixture.ts";

test("thousands of documents are drawn a screenful at a time and reached to the last", async ({
  page,
  ui,
}) => {
  await ui.open("documents=5000", "#/library");
  const rows = page.locator("tbody tr");
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
  await page.getByRole("button", { name: /^Lease/ }).focus();
  await page.keyboard.press("End");
  await expect(
    page.getByRole("button", { name: /^Document 5000\.pdf/ }),
  ).toBeFocused();
  expect(await rows.count()).toBeLessThan(60);
});

test("the progress card says how far, how fast, how long, and pauses", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  const card = page.getByRole("region", { name: "Reading Contracts" });
  for (const words of [
    "412 of 1,204 files",
    "31 files a minute",
    "about 26 min left",
    "searchable now",
    "2 could not be read",
  ])
    await expect(card.getByText(words)).toBeVisible();
  await expect(card.getByRole("progressbar")).toHaveAttribute(
    "aria-valuenow",
    "34",
  );
  await card.getByRole("button", { name: "Pause" }).click();
  await expect(card.getByRole("button", { name: "Resume" })).toBeVisible();
  await expect(card.getByText("paused")).toBeVisible();
  await card.getByRole("button", { name: "Stop indexing" }).click();
  const goOn = page.getByRole("button", { name: "Go on indexing" });
  await expect(goOn).toBeFocused();
  await goOn.click();
  await expect(card).toBeVisible();
});

test("failures say what to do, and can be shown alone", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  await page.getByRole("button", { name: "2 could not be read" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(2);
  await expect(page.getByText("Needs its password")).toBeVisible();
  await expect(
    page.getByText("Save a copy without the password and add it."),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(2);
});

test("a document is found by name, opened beside the list, and removed after a question", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  await page.getByPlaceholder("Filter by name").fill("inventory");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.getByRole("button", { name: /^Inventory/ }).click();
  await expect(sourcePanel(page).getByText("Article 6. Term")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Inventory/ }).press("Delete");
  await page.getByRole("button", { name: "Remove from the library" }).click();
  await expect(page.getByText("No document matches.")).toBeVisible();
});

test("files held over the window are announced, and what leaves is forgotten", async ({
  page,
  ui,
}) => {
  await ui.open("empty");
  const drag = (name: string) => `
    { const transfer = new DataTransfer();
      transfer.items.add(new File(["x"], "lease.pdf"));
      document.body.dispatchEvent(new DragEvent("${name}", { dataTransfer: transfer, bubbles: true, cancelable: true })); }`;
  await page.evaluate(drag("dragenter"));
  await expect(page.getByText("Drop to add to the library")).toBeVisible();
  await page.evaluate(drag("dragleave"));
  await expect(page.getByText("Drop to add to the library")).toBeHidden();

  await page.getByRole("button", { name: "Models", exact: true }).click();
  await page.evaluate(
    drag("dragenter").replace("document.body", 'document.querySelector("h1")'),
  );
  await expect(page.getByText("Drop to add the model")).toBeVisible();
});

test("a part that was restarted and a lost connection are said calmly", async ({
  page,
  ui,
}) => {
  await ui.open("lost&troubled");
  await expect(page.getByText("Hearth is not answering.")).toBeVisible();
  await expect(
    page.getByText("The language model stopped and is being started again."),
  ).toBeVisible();
  await ui.open("unknown");
  await expect(page.getByText("Open the new address")).toBeVisible();
});

test("another workspace has its own documents, and a conversation goes back to the one it was asked in", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask();
  const chip = page.getByRole("button", { name: /^Ask in:/ });
  await chip.click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByLabel("Name").fill("Medical");
  await page.getByRole("button", { name: "Create" }).click();
  await expect(chip).toHaveText("Ask in: Medical");
  await expect(page.getByText("Drop files or a folder here")).toBeVisible();
  await page
    .getByRole("navigation", { name: "Conversations" })
    .getByRole("button", { name: /^What notice/ })
    .click();
  await expect(chip).toHaveText("Ask in: Everything");
});

test("beside an open document the names stay readable", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  const pages = page.getByRole("columnheader", { name: "Pages" });
  await expect(pages).toBeVisible();
  const row = page.getByRole("button", { name: /^Inventory/ });
  await row.click();
  await expect(sourcePanel(page)).toBeVisible();
  await expect(pages).toBeHidden();
  await expect(row).toHaveAttribute("aria-current", "true");
  const widthPx = await row.evaluate((element) => element.clientWidth);
  expect(widthPx).toBeGreaterThan(200);
});

test("a document that is removed is no longer open beside the list", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  const row = page.getByRole("button", { name: /^Inventory/ });
  await row.click();
  await expect(sourcePanel(page)).toBeVisible();
  await row.press("Delete");
  await page.getByRole("button", { name: "Remove from the library" }).click();
  await expect(sourcePanel(page)).toBeHidden();
});
