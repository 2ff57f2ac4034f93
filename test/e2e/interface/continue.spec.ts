import { readFile } from "node:fs/promises";
import { composer, expect, test } from "./fixture.ts";

const end = "those can’t be charged to you";

// Would catch: no way on from an answer that was cut; going on as a new question, or in another place
test("an answer that was cut goes on in its place with one key, and is copied and saved as the whole", async ({
  page,
  ui,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await ui.open("deltaMs=30");
  await ui.ask("Tell me at length");
  const turns = page.getByRole("article");
  await expect(turns).not.toContainText(end);
  await turns.getByRole("button", { name: "Continue" }).press("Enter");
  await expect(composer(page)).toBeFocused();
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  await expect(turns).toContainText(end);
  await expect(turns).toHaveCount(1);
  await expect(turns).toContainText("Tell me at length");
  await expect(
    turns.getByRole("button", { name: "Continue" }),
  ).not.toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    turns.getByRole("button", { name: "Save the answer as Markdown" }).click(),
  ]);
  const saved = await readFile(await download.path(), "utf8");
  expect(saved).toMatch(/three months.*those can’t be charged/s);
  await turns.getByRole("button", { name: "Copy the answer" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied: string = await page.evaluate("navigator.clipboard.readText()");
  expect(copied).toContain(end);
});

// Would catch: an answer that a person stopped can't go on, or going on can't be stopped
test("an answer that was stopped goes on, and is stopped again from the composer", async ({
  page,
  ui,
}) => {
  await ui.open("deltaMs=60");
  await composer(page).fill("One?");
  await composer(page).press("Enter");
  const turn = page.getByRole("article");
  await expect(turn).toContainText("three months");
  await composer(page).press("Escape");
  const button = turn.getByRole("button", { name: "Continue" });
  const answer = turn.locator(".prose-answer");
  await button.click();
  const before = await answer.textContent();
  await expect(answer).not.toHaveText(before ?? "");
  await page.keyboard.press("Escape");
  await expect(button).toBeVisible();
});

// Would catch: an answer goes on in another line, or its place among the answers is lost while it is written
test("the answer that goes on is the one of the line that is shown, and its place stays under the eye", async ({
  page,
  ui,
}) => {
  await ui.open("deltaMs=20");
  await ui.ask("Tell me at length");
  const turn = page.getByRole("article");
  await turn.getByRole("button", { name: "Ask again" }).click();
  const place = page.getByRole("group", { name: "Answers to this question" });
  await expect(place).toContainText("2/2");
  const stop = page.getByRole("button", { name: "Stop" });
  expect(await stop.isVisible()).toBe(true);
  const button = turn.getByRole("button", { name: "Continue" });
  await expect(button).toBeVisible();
  await place.getByRole("button", { name: "The answer before" }).click();
  await expect(place).toContainText("1/2");
  await button.click();
  await expect(stop).toBeVisible();
  await expect(turn).toContainText(end);
  await expect(place).toContainText("1/2");
  await place.getByRole("button", { name: "The answer after" }).click();
  await expect(turn).not.toContainText(end);
});

// Would catch: in quick ask an answer that was cut is the end of it
test("in quick ask an answer that was cut goes on in its place", async ({
  page,
  ui,
}) => {
  await ui.openQuickAsk("deltaMs=10");
  await composer(page).fill("Tell me at length");
  await composer(page).press("Enter");
  const button = page.getByRole("button", { name: "Continue" });
  await button.click();
  await expect(page.getByRole("region", { name: "Answer" })).toBeFocused();
  await expect(page.locator(".prose-answer")).toContainText(end);
  await expect(button).toHaveCount(0);
});

// Would catch: nothing says how an answer is stopped in quick ask, or Escape throws away what was written
test("in quick ask the foot says that Escape stops and Enter goes on, and they do", async ({
  page,
  ui,
}) => {
  await ui.openQuickAsk("deltaMs=60");
  const foot = page.locator("footer");
  await expect(foot).toContainText("Enterask");
  await composer(page).fill("One?");
  await composer(page).press("Enter");
  const written = page.locator(".prose-answer");
  await expect(written).toContainText("three months");
  await expect(foot).toContainText("Escstop");
  await page.keyboard.press("Escape");
  await expect(foot).not.toContainText("stop");
  await expect(written).toContainText("three months");
  await expect(foot).toContainText("Entercontinue");
  await page.keyboard.press("Enter");
  await expect(foot).toContainText("Escstop");
  await expect(written).toContainText(end);
  await expect(foot).toContainText("Enterask");
});
