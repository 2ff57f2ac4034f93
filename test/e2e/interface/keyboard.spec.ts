import { composer, expect, marked, sourcePanel, test } from "./fixture.ts";

test("Enter asks, Shift+Enter breaks the line, and the Enter of a composed word does neither", async ({
  page,
  ui,
}) => {
  await ui.open();
  const field = composer(page);
  await field.fill("東京");
  await field.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await field.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
  await expect(field).toHaveValue("東京");
  await field.press("Shift+Enter");
  await expect(field).toHaveValue("東京\n");
  await field.press("Enter");
  await expect(field).toHaveValue("");
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("Escape stops the answer and keeps what was written", async ({
  page,
  ui,
}) => {
  await ui.open("deltaMs=40&long");
  await composer(page).fill("How long?");
  await composer(page).press("Enter");
  await expect(page.getByText("What the code says").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(
    page.getByText("Stopped. What was written stays.").first(),
  ).toBeVisible();
  await expect(page.getByText("What the code says").first()).toBeVisible();
});

test("the keys of the window lead to a new conversation, the search and the settings", async ({
  page,
  ui,
}) => {
  await ui.open("", "#/library");
  await page.keyboard.press("Control+,");
  await expect(page.getByRole("heading", { name: "Settings" })).toBeVisible();
  await page.keyboard.press("Control+n");
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press("Control+k");
  await expect(page.getByPlaceholder(/^Search/)).toBeFocused();
  await expect(page.getByRole("option").first()).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await page.keyboard.press("Escape");
  await expect(page.getByPlaceholder(/^Search/)).toBeHidden();
  await expect(composer(page)).toBeFocused();
});

test("a digit opens a source when nobody is typing, and is a digit when somebody is", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask();
  await composer(page).press("1");
  await expect(composer(page)).toHaveValue("1");
  await expect(sourcePanel(page)).toBeHidden();
  // Would catch: no way from the field to the sources by the keys that are shown
  await composer(page).fill("");
  await page.keyboard.press("Escape");
  await page.keyboard.press("2");
  await expect(marked(page).first()).toContainText("Notice is reduced");
  await page.keyboard.press("Escape");
  await expect(sourcePanel(page)).toBeHidden();
  await page.keyboard.type("And then?");
  await expect(composer(page)).toHaveValue("And then?");
});

test("the list of conversations is walked, renamed and emptied by keyboard", async ({
  page,
  ui,
}) => {
  await ui.open();
  const list = page.getByRole("navigation", { name: "Conversations" });
  await list.getByText("Notice and deposit in the lease").click();
  await page.keyboard.press("ArrowDown");
  const second = list.getByRole("button", { name: /suppliers/ });
  await expect(second).toBeFocused();

  await page.keyboard.press("F2");
  const field = page.getByLabel("Title of the conversation");
  await expect(field).toBeFocused();
  await field.fill("Prices");
  await page.keyboard.press("Enter");
  const renamed = list.getByRole("button", { name: "Prices" });
  await expect(renamed).toBeFocused();

  await page.keyboard.press("F2");
  await field.fill("Something else");
  await page.keyboard.press("Escape");
  await expect(renamed).toBeFocused();

  await page.keyboard.press("Delete");
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(renamed).toBeFocused();
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Delete" }).click();
  await expect(renamed).toHaveCount(0);
  await expect(list.getByRole("button", { name: /insurer/ })).toBeFocused();
});

test("in quick ask a digit opens the source in the main window, and is text while anything is typed or selected", async ({
  page,
  context,
  ui,
}) => {
  await ui.openQuickAsk();
  const field = page.getByLabel("Your question");
  await expect(field).toBeFocused();
  await field.fill("When does the warranty end");
  await field.press("Enter");
  await expect(page.getByRole("list", { name: "Sources" })).toBeVisible();
  const opened = context.waitForEvent("page");
  await page.keyboard.press("1");
  expect((await opened).url()).toMatch(
    /#\/c\/[\da-f-]+\?turn=[\da-f-]+&source=1$/,
  );
  await field.press("End");
  await field.pressSequentially(" in 1");
  await expect(field).toHaveValue("When does the warranty end in 1");
  await field.press("Enter");
  await expect(field).not.toBeFocused();
  // The panel is shown again: the question is selected, and what is typed takes its place
  await page.evaluate("window.dispatchEvent(new Event('focus'))");
  await expect(field).toBeFocused();
  await page.keyboard.type("2 keys");
  await expect(field).toHaveValue("2 keys");
  await field.press("Enter");
  await page.keyboard.type("who has them");
  await expect(field).toHaveValue("who has them");
  expect(context.pages()).toHaveLength(2);
});

test("the menu of a conversation gives the focus back, whether its title is changed or it is not deleted", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask();
  const more = page.getByRole("button", { name: "More for this conversation" });
  const field = page.getByLabel("Title of the conversation");
  for (const key of ["Escape", "Enter"]) {
    await more.click();
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await expect(field).toBeFocused();
    await field.fill(`Left by ${key}`);
    await page.keyboard.press(key);
    await expect(more).toBeFocused();
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Left by Enter",
  );
  await more.click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("button", { name: "Cancel" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(more).toBeFocused();
});

test("in quick ask Escape puts the answer away from wherever the focus is", async ({
  page,
  ui,
}) => {
  await ui.openQuickAsk();
  const field = page.getByLabel("Your question");
  await field.fill("When does the warranty end");
  await field.press("Enter");
  const sources = page.getByRole("list", { name: "Sources" });
  await sources.getByRole("button").first().focus();
  // While it is written, Escape only stops it
  await expect(page.locator("footer")).not.toContainText("stop");
  await page.keyboard.press("Escape");
  await expect(sources).toBeHidden();
  await expect(field).toBeFocused();
  await expect(field).toHaveValue("");
});
