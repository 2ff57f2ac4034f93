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
    "2 in the library need you",
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

// Would catch: what was stopped has the tick of what is done, or is not said to have been stopped
test("after a stop it is said that it was stopped, without a tick", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  await page.getByRole("button", { name: "Stop indexing" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: "Stop indexing" })
    .click();
  const ended = page.getByRole("region", { name: "How reading ended" });
  await expect(ended).toContainText(
    "Stopped: 410 searchable, 2 could not be read, 792 files left unread",
  );
  await expect(ended.locator("svg.lucide-circle-check")).toHaveCount(0);
});

test("failures say what to do, and can be shown alone", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  await page.getByRole("button", { name: "2 in the library need you" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(2);
  await expect(page.getByText("Needs its password")).toBeVisible();
  await expect(
    page.getByText("Save a copy without the password and add it."),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(2);
});

test("a document is found by name, opened beside the list, removed, and had back", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  await page.getByPlaceholder("Filter by name or folder").fill("inventory");
  await expect(page.locator("tbody tr")).toHaveCount(1);
  await page.getByRole("button", { name: /^Inventory/ }).click();
  await expect(sourcePanel(page).getByText("Article 6. Term")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Inventory/ }).press("Delete");
  await expect(page.getByText("No document matches.")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("button", { name: /^Inventory/ })).toBeVisible();
  await page.getByRole("button", { name: /^Inventory/ }).press("Delete");
  await expect(page.getByText("No document matches.")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: /^Inventory/ })).toBeVisible();
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
  // Would catch: what is said pushes down what is being read
  const main = page.locator("main");
  expect((await main.boundingBox())?.y).toBe(0);
  await expect(
    page.getByText("The language model stopped and is being started again."),
  ).toBeVisible();
  await ui.open("unknown");
  await expect(page.getByText("Open the address that it shows")).toBeVisible();
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
  await expect(chip).toHaveText("Ask in: Documents");
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
  const widthPx = await row.evaluate(
    (element) => element.closest("td")?.clientWidth,
  );
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
  await expect(sourcePanel(page)).toBeHidden();
});

test("several jobs are one card that expands to each, each paused alone", async ({
  page,
  ui,
}) => {
  await ui.open("jobs=3", "#/library");
  const card = page.getByRole("region", {
    name: "Reading Contracts and 2 more",
  });
  await expect(card.getByText("1,236 of 3,612 files")).toBeVisible();
  await expect(card.getByRole("progressbar")).toHaveCount(1);
  await card.getByRole("button", { name: "Show each" }).click();
  await expect(card.getByRole("progressbar")).toHaveCount(4);
  await card.getByRole("button", { name: "Pause: Invoices" }).click();
  await expect(
    card.getByRole("button", { name: "Resume: Invoices" }),
  ).toBeVisible();
  await expect(card.getByText("paused")).toHaveCount(1);
});

test("how reading ended stays until it is seen, over a reload", async ({
  page,
  ui,
}) => {
  await ui.open("read", "#/library");
  const line = page.getByText("1,202 searchable, 2 could not be read");
  await expect(line).toBeVisible();
  await page.reload();
  await expect(line).toBeVisible();
  await page.getByRole("button", { name: "2 in the library need you" }).click();
  await expect(line).toBeHidden();
  await expect(page.locator("tbody tr")).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole("button", { name: /^Lease/ })).toBeVisible();
  await expect(line).toBeHidden();
});

test("what was skipped is no failure: grey, by its type, and shown alone", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  await page.getByRole("button", { name: "Skipped 1" }).click();
  await expect(page.locator("tbody tr")).toHaveCount(1);
  const row = page.locator("tbody tr");
  await expect(row.getByText("Skipped")).toBeVisible();
  await expect(row.getByText("ZIP archive", { exact: true })).toBeVisible();
  await page.setViewportSize({ width: 600, height: 800 });
  await expect(row.getByText(": ZIP archive", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Try again" })).toBeHidden();
});

test("what fails is said where it was asked for, one at a time, goes when it works, and leaves the focus", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  const path = page.getByLabel("Or by path on this computer");
  const failure = page.getByText("There is no file or folder /nowhere.");
  for (let again = 0; again < 2; again++) {
    await path.fill("/nowhere");
    await path.press("Enter");
    await expect(failure).toHaveCount(1);
  }
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(failure).toBeHidden();
  await expect(page.locator("body")).not.toBeFocused();
  await path.fill("/nowhere");
  await path.press("Enter");
  await expect(failure).toBeVisible();
  // Would catch: what was wrong with one path, said below another
  await path.fill("/home/ana");
  await expect(failure).toBeHidden();
  await path.press("Enter");
  await expect(failure).toBeHidden();
});
