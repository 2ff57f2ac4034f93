import type { Page } from "@playwright/test";
import { composer, expect, marked, sourcePanel, test } from "./fixture.ts";

test("what is written already is not drawn again while the rest streams", async ({
  page,
  ui,
}) => {
  await ui.open("deltaMs=15");
  await composer(page).fill("Notice?");
  await composer(page).press("Enter");
  await expect(
    page.getByRole("article").getByText("From it the landlord may keep"),
  ).toBeVisible();
  await page.evaluate(
    "window.firstBlock = document.querySelector('.prose-answer p')",
  );
  await expect(page.getByRole("button", { name: "Ask again" })).toBeVisible();
  expect(
    await page.evaluate(
      "window.firstBlock === document.querySelector('.prose-answer p')",
    ),
  ).toBe(true);
});

test("a streaming answer leaves what is being read where it is", async ({
  page,
  ui,
}) => {
  await ui.open("long&deltaMs=2&deltaChars=40");
  await composer(page).fill("Everything?");
  await composer(page).press("Enter");
  const column = page.getByRole("region", { name: "Conversation" });
  await expect(page.getByText("What the code says").nth(4)).toBeAttached();
  await column.hover();
  await page.mouse.wheel(0, -100_000);
  const toEnd = page.getByRole("button", { name: "Jump to latest" });
  await expect(toEnd).toBeVisible();
  const top =
    "document.querySelector('section[aria-label=Conversation]').scrollTop";
  await expect.poll(() => page.evaluate(top)).toBe(0);
  await expect(page.getByText("What the code says").nth(9)).toBeAttached();
  expect(await page.evaluate(top)).toBe(0);
  await toEnd.click();
  await expect(toEnd).toBeHidden();
  await page.keyboard.press("Escape");
});

test("the chip, the card and the passage carry one colour, and the passage is exactly the cited one", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask();
  await page.getByRole("button", { name: /^Source 1/ }).click();
  const panel = sourcePanel(page);
  await expect(panel.getByText("page 4 of 18, passage 1 of 3")).toBeVisible();
  await expect(marked(page)).toHaveText([
    "The tenant may end the lease at any time. Notice is of ",
    "three months",
    " and is given by registered letter with acknowledgement of receipt; it runs from the day on which the letter is received.",
  ]);
  await expect(marked(page).first()).toBeInViewport();
  await expect(
    page.getByRole("list", { name: "Sources" }).getByRole("button").first(),
  ).toHaveAttribute("aria-pressed", "true");
  await expect(panel.getByText("Found by words and meaning")).toBeVisible();
  await expect(panel.getByText("rank 1 of 212")).toBeVisible();

  await panel.getByRole("button", { name: "Next passage" }).click();
  await expect(marked(page)).toHaveText([/^Notice is reduced.*evidence\.$/]);
  await panel.getByRole("button", { name: "Close the source" }).click();
  await expect(panel).toBeHidden();
});

test("neither an answer nor a document brings a picture, a link or a script into the page", async ({
  page,
  ui,
}) => {
  await ui.open("rich");
  await ui.ask();
  await page
    .getByRole("button", { name: /^Source 1/ })
    .first()
    .click();
  await expect(marked(page).first()).toBeVisible();
  const panel = sourcePanel(page);
  await expect(panel.getByText('<script>alert("no")</script>')).toBeAttached();
  await expect(panel.getByText("Picture: floor plan")).toBeVisible();
  for (const tag of ["img", "a", "script", "iframe", "b"])
    await expect(page.locator(`main ${tag}, aside ${tag}`)).toHaveCount(0);
});

test("a failed turn says what happened and what helps", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask("Please fail");
  await expect(
    page
      .getByRole("article")
      .getByText(/stopped while it was writing\. Ask again/),
  ).toBeVisible();
});

/** Keeps what a screen reader is told. */
const keepAnnounced = (page: Page) =>
  page.evaluate(`
    window.announced = [];
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target.nodeType === 3 ? target.parentElement : target).closest("[aria-live]");
        if (region) window.announced.push(region.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  `);

// Would catch: "Nothing in your files answers this." is said where the page shows that the file is not there
test("a missing file is announced as it is shown", async ({ page, ui }) => {
  await ui.open();
  await keepAnnounced(page);
  await ui.ask("Summarise missing.pdf, which is nowhere");
  const title = "No file here is called missing.pdf. Nearest: lease.pdf.";
  await expect(page.getByRole("article").getByText(title)).toBeVisible();
  await expect
    .poll(() => page.evaluate("window.announced.at(-1) ?? ''"))
    .toContain("Nearest: lease.pdf.");
  const announced = String(await page.evaluate("window.announced.join(' ')"));
  expect(announced).toContain("No file here is called missing.pdf.");
  expect(announced).not.toContain("Nothing in your files");
});

test("an answer is announced in sentences, not in tokens", async ({
  page,
  ui,
}) => {
  await ui.open("deltaMs=5");
  await keepAnnounced(page);
  await ui.ask();
  const last = "window.announced.at(-1) ?? ''";
  await expect
    .poll(() => page.evaluate(last))
    .toContain("The answer is complete, with 4 sources.");
  const announced = await page.evaluate("window.announced");
  expect(announced).toContain("Answering.");
  expect((announced as string[]).length).toBeLessThan(12);
});

test("a source is one tab stop, however often it is cited, and its card is it", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask();
  const cards = page.getByRole("list", { name: "Sources" }).getByRole("button");
  const chips = page.getByRole("article").getByRole("button", {
    name: /^Source \d/,
  });
  const count = await cards.count();
  expect(count).toBeGreaterThan(1);
  await expect(chips).not.toHaveCount(0);
  await cards.first().focus();
  for (let index = 1; index < count; index++) {
    await page.keyboard.press("Tab");
    await expect(cards.nth(index)).toBeFocused();
  }
  for (const chip of await chips.all())
    await expect(chip).toHaveAttribute("tabindex", "-1");
});

// Bug: what a model writes into a diagram put HTML into the page and changed its style
test("a diagram is drawn without anything that the policy forbids, without HTML and style of its own", async ({
  page,
  ui,
}) => {
  await ui.open("diagram");
  await ui.ask();
  const diagram = page.locator("svg").filter({ hasText: "Receipt" });
  await expect(diagram.getByText("Receipt")).toBeVisible();
  await expect(diagram.locator("foreignObject")).toHaveCount(0);
  await expect(diagram).not.toContainText("display: none");
});

test("an answer that found nothing names no model, and the meter is of the last answer", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask();
  const article = page.getByRole("article");
  const meter = page.getByRole("button", { name: /room of/ });
  await expect(article.getByText("on this computer")).toBeVisible();
  await expect(meter).toBeVisible();
  await ui.ask("Where is nowhere?");
  await expect(article).toHaveCount(2);
  await expect(article.last()).toContainText(
    "Nothing in your files answers this.",
  );
  await expect(article.last().getByText("on this computer")).toBeHidden();
  await expect(meter).toBeHidden();
});

test("a question that is not taken stays in its field, and what is said about it covers no button and goes with its screen", async ({
  page,
  ui,
}) => {
  for (const width of [1280, 600]) {
    await page.setViewportSize({ width, height: 800 });
    await ui.open();
    await composer(page).fill("Will you refuse this?");
    await composer(page).press("Enter");
    const message = page.getByText("The disk is full. Make room.");
    await expect(message).toBeVisible();
    await expect(composer(page)).toHaveValue("Will you refuse this?");
    await page.getByRole("button", { name: "Ask", exact: true }).click({
      trial: true,
    });
    await page.keyboard.press("Control+,");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "Settings",
    );
    await expect(message).toBeHidden();
  }
});

test("what is asked in a conversation that is gone begins a new one", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/c/aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa");
  await expect(page.getByText("This is not there any more.")).toBeVisible();
  await ui.ask();
  await expect(page.getByText("This is not there any more.")).toBeHidden();
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(composer(page)).toHaveValue("");
});

test("a wide table of an answer scrolls, and no number in it is broken over lines", async ({
  page,
  ui,
}) => {
  for (const width of [1280, 600]) {
    await page.setViewportSize({ width, height: 800 });
    await ui.open("wideTable");
    await ui.ask("What are the figures?");
    const cells = page.locator("article td", { hasText: "1,234,567.89" });
    await expect(cells.first()).toBeVisible();
    expect(
      await cells.evaluateAll((all) => all.every((c) => c.clientHeight < 45)),
    ).toBe(true);
    const box = page.locator("article .overflow-x-auto").last();
    expect(await box.evaluate((it) => it.scrollWidth > it.clientWidth)).toBe(
      true,
    );
  }
});

// Would catch: nothing shows or says that a table goes on beyond its edge, or only a mouse gets there
test("a table that is too wide is a place of its own for the keyboard and a screen reader, another is none", async ({
  page,
  ui,
}) => {
  await page.setViewportSize({ width: 600, height: 800 });
  await ui.open("wideTable");
  await ui.ask("What are the figures?");
  const wide = page.getByRole("region", { name: "Table, scrolls sideways" });
  await wide.last().focus();
  await page.keyboard.press("ArrowRight");
  await expect
    .poll(() => wide.last().evaluate(({ scrollLeft }) => scrollLeft))
    .toBeGreaterThan(0);
  await page.setViewportSize({ width: 2400, height: 800 });
  await ui.open("rich");
  await ui.ask();
  await expect(page.locator("article table").first()).toBeVisible();
  await expect(wide).toHaveCount(0);
});
