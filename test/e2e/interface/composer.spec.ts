import { pasteText } from "../../support/paste-text.ts";
import { composer, expect, sourcePanel, test } from "./fixture.ts";

// Would catch: after "New conversation" by mouse or palette the first letters went nowhere
test("New conversation gives the composer the focus, also where it is open already", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  const button = page.getByRole("button", { name: /^New conversation/ });
  await button.click();
  await expect(composer(page)).toBeFocused();
  await button.click();
  await expect(composer(page)).toBeFocused();
  await page.getByRole("button", { name: /^Library/ }).click();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("New conversation");
  await page.getByRole("option", { name: /^New conversation/ }).click();
  await expect(composer(page)).toBeFocused();
});

// Would catch: what is typed beside the field is lost, or takes over a key of the window, a button or a dialog
test("what is typed anywhere lands in the composer from its first letter, but for keys that do something", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask();
  const again = page.getByRole("button", { name: "Ask again" });
  const field = composer(page);
  await again.focus();
  await page.keyboard.type("What about 2 keys?");
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("What about 2 keys?");
  await again.focus();
  await page.keyboard.type("é!");
  await expect(field).toHaveValue("What about 2 keys?é!");
  // 1 to 9 open sources, ? the sheet of keys, and what is typed over a layer is no question
  await again.focus();
  await page.keyboard.press("1");
  await expect(sourcePanel(page)).toBeVisible();
  await again.focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Shortcuts" })).toBeVisible();
  await page.keyboard.type("abc");
  await page.keyboard.press("Escape");
  await expect(again).toBeFocused();
  await page.keyboard.press("Control+a");
  await again.dispatchEvent("keydown", { key: "a", isComposing: true });
  await again.dispatchEvent("keydown", { key: "a", keyCode: 229 });
  await expect(again).toBeFocused();
  await expect(field).toHaveValue("What about 2 keys?é!");
});

// Would catch: the question is gone, or waits without a word, when Enter is pressed while the host is dead
test("a question asked of a dead host stays in the field with the reason, and one Enter asks it later", async ({
  page,
  ui,
}) => {
  await ui.open("lost");
  const field = composer(page);
  await field.fill("How long is the notice?");
  await field.press("Enter");
  const reason = page.locator("main").getByText(/Hearth is not answering/);
  await expect(reason).toBeVisible();
  await expect(field).toHaveValue("How long is the notice?");
  await expect(field).toBeFocused();
  await page.evaluate("window.harness.connection.setState({ status: 'open' })");
  await expect(reason).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(field).toHaveValue("");
  await expect(page.getByRole("article")).toHaveCount(1);
});

// Would catch: the question is gone when it can't be stored, or its reason stands somewhere else and never goes
test("a question that a full disk refuses is back in the field with the reason, which goes when one is taken", async ({
  page,
  ui,
}) => {
  await ui.open();
  const field = composer(page);
  await field.fill("refuse this");
  await field.press("Enter");
  const reason = page.locator("main").getByText(/The disk is full/);
  await expect(reason).toBeVisible();
  await expect(field).toHaveValue("refuse this");
  await field.fill("Take this");
  await field.press("Enter");
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(reason).toBeHidden();
});

// Would catch: the draft is taken out of its store before the question is
test("a reload while one types, or while a question is on its way, costs no letter", async ({
  page,
  ui,
}) => {
  await ui.open("slowAsk");
  const field = composer(page);
  await field.pressSequentially("Half a ques");
  await page.reload();
  await expect(field).toHaveValue("Half a ques");
  await field.fill("A whole question");
  await field.press("Enter");
  await expect(field).toHaveAttribute("readonly");
  await page.reload();
  await expect(field).toHaveValue("A whole question");
});

// Would catch: the keys move the cursor of the field, and the thread can't be read without a mouse
test("PageUp and PageDown scroll the thread from the composer and from nowhere", async ({
  page,
  ui,
}) => {
  await ui.open("turns=8", "#/c/22222222-2222-4222-8222-000000000000");
  const thread = page.getByRole("region", { name: "Conversation" });
  await expect(page.getByText("Question 8?")).toBeInViewport();
  const top = () => thread.evaluate((element) => element.scrollTop);
  await composer(page).focus();
  const end = await top();
  await page.keyboard.press("PageUp");
  await expect.poll(top).toBeLessThan(end - 200);
  const up = await top();
  await expect(composer(page)).toBeFocused();
  await page.getByRole("button", { name: /^Library/ }).focus();
  await page.keyboard.press("PageDown");
  await expect.poll(top).toBeGreaterThan(up + 200);
});

// Would catch: a long paste is cut at the limit without a word, or is gone after a reload
test("a paste longer than a question may be is a text of its own: read, kept over a reload, removed, asked about", async ({
  page,
  ui,
}) => {
  await ui.open();
  const chip = page.getByRole("button", {
    name: "Pasted text, 34,120 characters",
  });
  await page.evaluate(pasteText("word ".repeat(6824)));
  await expect(chip).toBeVisible();
  await expect(composer(page)).toHaveValue("");
  await composer(page).fill("What does it say?");
  await page.reload();
  await expect(composer(page)).toHaveValue("What does it say?");
  await chip.click();
  await expect(page.getByRole("dialog")).toContainText("word word word");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Remove Pasted text/ }).click();
  await expect(chip).toBeHidden();
  await expect(composer(page)).toBeFocused();

  await page.evaluate(pasteText("word ".repeat(6824)));
  await composer(page).press("Enter");
  await expect(page.getByRole("article")).toHaveCount(1);
  await expect(chip).toBeHidden();
  await page.reload();
  await expect(chip).toBeHidden();
});

test("a pasted text can't be too long to be kept: that is said, and what was typed stays", async ({
  page,
  ui,
}) => {
  await ui.open();
  await composer(page).fill("Here:");
  await page.evaluate(pasteText("x".repeat(1_000_001)));
  await expect(page.locator("main")).toContainText("longer than a million");
  await expect(composer(page)).toHaveValue("Here:");
});
