import { expect, sourcePanel, test } from "./fixture.ts";

test.describe("without a language model", () => {
  test.beforeEach(async ({ page, ui }) => {
    await ui.open("noModel");
    await ui.ask("What notice must I give?");
    await expect(page.locator(".answering").first()).toBeVisible();
  });

  test("one card a file quotes the answer, with what answers marked and its number outside of it", async ({
    page,
  }) => {
    const cards = page.getByRole("list", { name: "Sources" });
    await expect(cards.getByRole("listitem")).toHaveCount(1);
    await expect(cards.locator(".answering")).toHaveText([
      "Notice is of ",
      "three months",
      " and is given by registered letter",
      "Notice is reduced to one month",
    ]);
    for (const quote of await cards.locator(".prose-quote").all())
      await expect(quote).not.toContainText(/\[\d\]|^\d$/);
    await expect(
      page.getByText("Quoted word for word; no language model wrote this."),
    ).toBeVisible();
  });

  test("a quote opens its passage and carries its colour; selecting its words opens nothing", async ({
    page,
  }) => {
    const panel = sourcePanel(page);
    const words = page.getByText("Notice is reduced to one month", {
      exact: true,
    });
    const box = await words.boundingBox();
    if (box === null) throw new Error("The quote is not drawn");
    await page.mouse.move(box.x + 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + box.height / 2);
    await page.mouse.up();
    await expect(panel).toBeHidden();
    await page.getByRole("button", { name: /^Source 2/ }).press("Enter");
    await expect(panel.getByText(/passage 2 of 3/)).toBeVisible();
    await expect(
      page.getByRole("button", { name: /^Source 2/ }),
    ).toHaveAttribute("aria-pressed", "true");
  });

  test("the rest is behind one line, and closes again", async ({ page }) => {
    const more = page.getByRole("button", {
      name: "1 more passage, from Lease, rue des Tanneurs.pdf",
    });
    await expect(more).toHaveAttribute("aria-expanded", "false");
    await more.press("Enter");
    const rest = page.getByRole("list", { name: "More passages" });
    await expect(rest.getByText("unpaid rent & charges")).toBeVisible();
    await page.getByRole("button", { name: "Fewer passages" }).press("Enter");
    await expect(rest).toBeHidden();
  });

  test("what answers is announced, not the whole of the quotes", async ({
    page,
  }) => {
    const announcer = page.locator("[data-announcer]").first();
    await expect(announcer).toContainText("Notice is of three months");
    await expect(announcer).not.toContainText("on production of evidence");
  });
});

test("that nothing answers is said first, with the nearest misses, what was not read, and what to do", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask("Where is nowhere?");
  const turn = page.getByRole("article").last();
  await expect(turn.locator("strong").first()).toHaveText(
    "Nothing in your files answers this.",
  );
  await expect(
    turn.getByText("No passage has the word “parking”."),
  ).toBeVisible();
  const misses = turn.getByRole("list", { name: "Nearest misses" });
  await expect(
    misses.getByText("nearest by words, without “parking”"),
  ).toBeVisible();
  await expect(misses.getByText("nearest by meaning")).toBeVisible();
  await expect(misses.getByText("2 pages could not be read")).toBeVisible();
  await expect(
    misses.getByText("Scan 2019-03 notary.pdf, pages 7, 12"),
  ).toBeVisible();
  await expect(turn.getByText("412 documents searched")).toBeVisible();
  await expect(page.locator("[data-announcer]").first()).toContainText(
    "Nothing in your files answers this.",
  );
  await turn.getByRole("button", { name: "Ask in other words" }).click();
  const composer = page.getByLabel("Your question");
  await expect(composer).toBeFocused();
  await expect(composer).toHaveValue("Where is nowhere?");
});

// Would catch: the other workspaces left unasked
test("from what nothing answers one asks in all workspaces", async ({
  page,
  ui,
}) => {
  await ui.open();
  await page.getByRole("button", { name: /^Ask in/ }).click();
  await page.getByRole("menuitem", { name: "New workspace" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Private");
  await page.getByRole("button", { name: "Create" }).click();
  await ui.ask("Where is nowhere?");
  const turn = page.getByRole("article").last();
  const others = turn.getByRole("button", { name: "Ask in Everything" });
  await others.click();
  await expect(others).toBeHidden();
});

// Would catch: a library that opens on all its files
test("from what could not be read one goes to what needs you", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask("Where is nowhere?");
  await page.getByRole("button", { name: "Look" }).first().click();
  await expect(page.getByRole("button", { name: /^Need you/ })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});

// Would catch: in a narrow window a miss is a column of single words beside why it is one, or wider than its list
test("a nearest miss keeps to its column and has most of it for its words", async ({
  page,
  ui,
}) => {
  await page.setViewportSize({ width: 600, height: 800 });
  await ui.open();
  await ui.ask("Where is nowhere?");
  const misses = page.getByRole("list", { name: "Nearest misses" });
  const first = misses.getByRole("listitem").first();
  const column = (await misses.boundingBox())?.width ?? 0;
  const words = (await first.getByRole("paragraph").boundingBox())?.width ?? 0;
  expect(words).toBeGreaterThan(column * 0.7);
  expect(
    await misses.evaluate((list) => list.scrollWidth <= list.clientWidth),
  ).toBe(true);
});

// Would catch: an answer from another file, and in small letters below it that the one asked about is not there
test("that a file is not there is said before what other files say, in a conversation and in quick ask", async ({
  page,
  ui,
}) => {
  const words =
    "No file here is called missing.pdf. Nearest: lease.pdf. In other files:";
  for (const query of ["", "noModel"]) {
    await ui.open(query);
    await ui.ask("What does missing.pdf say about rent?");
    const turn = page.getByRole("article", { name: /missing\.pdf/ });
    const said = turn.getByText("No file here is called missing.pdf.");
    await expect(said).toHaveCount(1);
    await expect(turn.getByRole("paragraph").first()).toHaveText(words);
    await ui.openQuickAsk(query);
    await page.getByLabel("Your question").fill("What does missing.pdf say?");
    await page.keyboard.press("Enter");
    const answer = page.getByRole("region", { name: "Answer" });
    await expect(answer.getByRole("paragraph").first()).toHaveText(words);
  }
});
