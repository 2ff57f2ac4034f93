import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixture.ts";

const clipboard = (page: Page, kind: string): Promise<string> =>
  page.evaluate(
    `navigator.clipboard.read().then(async ([item]) => (await item.getType("${kind}")).text())`,
  );
const saved = async (page: Page, save: () => Promise<void>) => {
  const [download] = await Promise.all([page.waitForEvent("download"), save()]);
  return {
    name: download.suggestedFilename(),
    text: await readFile(await download.path(), "utf8"),
  };
};

test("an answer is copied as rich text and as text, with its numbered sources, and brings no picture along", async ({
  page,
  ui,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await ui.open("rich");
  await ui.ask();
  await page.getByRole("button", { name: "Copy the answer" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();

  const text = await clipboard(page, "text/plain");
  expect(text).toContain("| Tenant | 3 | no [1] |");
  expect(text).toMatch(/\*\*Sources\*\*\n\n\[1\] \*\*.*, page 4\*\*/);
  const html = await clipboard(page, "text/html");
  expect(html).toContain("<td>Landlord</td>");
  expect(html).toContain("<strong>Sources</strong>");
  expect(html).not.toContain("<img");
  expect(html).not.toContain("<b>registered");
});

test("an answer and a conversation are saved as Markdown with file, page and words of the sources", async ({
  page,
  ui,
}) => {
  await ui.open("turns=60", "#/c/22222222-2222-4222-8222-000000000000");
  const last = page.getByRole("article").last();
  const answer = await saved(page, () =>
    last.getByRole("button", { name: "Save the answer as Markdown" }).click(),
  );
  expect(answer.name).toBe("Question 60.md");
  expect(answer.text).toMatch(/^## Question 60\?\n\n/);
  expect(answer.text).toMatch(/\[1\] \*\*.*page 4\*\*.*\n\n.+\n\n> \S/);

  // Those that are not on the screen too
  const whole = await saved(page, async () => {
    await page
      .getByRole("button", { name: "More for this conversation" })
      .click();
    await page.getByRole("menuitem", { name: "Save as Markdown" }).click();
  });
  expect(whole.text.match(/^## Question \d+\?$/gm)).toHaveLength(60);
});

// Would catch: the file holds another answer than the one that the person looks at, and what followed that one
test("of a question that was asked again the answer that is shown is saved, with what followed it", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask("One?");
  await ui.ask("Two?");
  const save = () =>
    saved(page, async () => {
      await page
        .getByRole("button", { name: "More for this conversation" })
        .click();
      await page.getByRole("menuitem", { name: "Save as Markdown" }).click();
    });
  const questions = async () => (await save()).text.match(/^## .*$/gm);
  const turns = page.getByRole("article");
  await turns.first().getByRole("button", { name: "Ask again" }).click();
  await expect(turns).toHaveCount(1);
  await expect(turns.getByRole("button", { name: "Ask again" })).toBeVisible();
  expect(await questions()).toEqual(["## One?"]);
  await page.getByRole("button", { name: "The answer before" }).click();
  await expect(turns).toHaveCount(2);
  expect(await questions()).toEqual(["## One?", "## Two?"]);
});
