import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { composer, expect, type Interface, test } from "./fixture.ts";

const list = (page: Page) =>
  page.getByRole("listbox", { name: "Files and folders to keep to" });
const chips = (page: Page) =>
  page.getByRole("list", { name: "Asked only in" }).getByRole("listitem");
/** Types, and waits until what is listed is for all that was typed. */
async function typeMention(page: Page, text: string) {
  await composer(page).pressSequentially(text);
  await expect(list(page)).toHaveAttribute("aria-busy", "false");
}
/** Types and chooses before the engine has answered; what it answers is held back. */
async function chooseTooSoon(page: Page, ui: Interface) {
  await ui.open();
  await ui.holdSearch("@lease");
  await composer(page).pressSequentially("@lease");
  await page.keyboard.press("Enter");
}
const folder = "Contracts";
const lease = "Lease, rue des Tanneurs.pdf";

// Would catch: the list can't be used by keyboard, its choice is not what is asked about, or it is lost by a reload
test("@ chooses a folder and a file by keyboard; they are kept over a reload and asked about", async ({
  page,
  ui,
}) => {
  await ui.open();
  const field = composer(page);
  await field.pressSequentially("What about @");
  const options = list(page).getByRole("option");
  await expect(options.first()).toHaveAttribute("aria-selected", "true");
  await expect(options.first()).toContainText(folder);
  const active = async () =>
    page
      .locator(`[id="${await field.getAttribute("aria-activedescendant")}"]`)
      .textContent();
  expect(await active()).toContain(folder);
  await page.keyboard.press("ArrowDown");
  await expect.poll(active).toContain(lease);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(list(page)).toBeHidden();
  await expect(field).toHaveValue("What about ");
  expect(
    await field.evaluate(
      (element: { selectionEnd?: number }) => element.selectionEnd,
    ),
  ).toBe(11);
  await expect(chips(page)).toHaveText([/Contracts/]);

  await typeMention(page, "@lease");
  await expect(options).toHaveCount(1);
  await page.keyboard.press("Tab");
  await expect(field).toBeFocused();
  await expect(chips(page)).toHaveCount(2);
  await page.reload();
  await expect(chips(page)).toHaveCount(2);
  await expect(field).toHaveValue("What about ");

  await field.fill("When does it end?");
  await field.press("Enter");
  const within = page
    .getByRole("article")
    .getByRole("list", { name: "Searched only here" });
  await expect(within.getByRole("listitem")).toHaveText([
    /Only in.*Contracts/,
    /Only in.*Lease/,
  ]);
  await expect(chips(page)).toHaveCount(0);
  await within.getByRole("button", { name: /keeping to Lease/ }).click();
  await expect(
    page
      .getByRole("article")
      .last()
      .getByRole("list", { name: "Searched only here" })
      .getByRole("listitem"),
  ).toHaveText([/Only in.*Contracts/]);
});

// Would catch: a choice that can't be taken back, or a Backspace within the text that takes it
test("a chip goes by mouse, and by Backspace at the start of the field", async ({
  page,
  ui,
}) => {
  await ui.open();
  const field = composer(page);
  await typeMention(page, "@con");
  await list(page).getByRole("option").first().click();
  await expect(field).toBeFocused();
  await typeMention(page, "@lease");
  await list(page).getByRole("option").first().click();
  await field.pressSequentially("ab");
  await page.keyboard.press("Backspace");
  await expect(chips(page)).toHaveCount(2);
  await page.keyboard.press("Home");
  await page.keyboard.press("Backspace");
  await expect(chips(page)).toHaveText([/Contracts/]);
  await expect(field).toHaveValue("a");
  await page.getByRole("button", { name: `Don’t keep to ${folder}` }).click();
  await expect(chips(page)).toHaveCount(0);
  await expect(field).toBeFocused();
});

// Would catch: Escape or Enter asks, stops or does nothing while the list is there, and an address opens it
test("Escape puts the list away, words that fit nothing are the question's, and an address is none of it", async ({
  page,
  ui,
}) => {
  await ui.open();
  const field = composer(page);
  await field.pressSequentially("mail ana@");
  await expect(list(page)).toBeHidden();
  await field.fill("");
  await field.pressSequentially("@le");
  await expect(list(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(list(page)).toBeHidden();
  await expect(field).toHaveValue("@le");
  await field.pressSequentially("a");
  await expect(list(page)).toBeHidden();
  await field.fill("");
  await field.pressSequentially("@zzz");
  const nothing = page.getByText("No file or folder is called that.");
  await expect(nothing).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article")).toHaveCount(1);
});

// Would catch: the Enter of an old list, or one that is lost while the engine is slow
test("what is being looked for is said, and Enter takes what was typed for once it is there", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.holdSearch("@");
  await composer(page).pressSequentially("@");
  await expect(page.getByText("Looking for files and folders")).toBeVisible();
  await ui.releaseSearch("@");
  await expect(list(page)).toBeVisible();
  await ui.holdSearch("@lease");
  await composer(page).pressSequentially("lease");
  await expect(list(page)).toHaveAttribute("aria-busy", "true");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article")).toHaveCount(0);
  await expect(chips(page)).toHaveCount(0);
  await ui.releaseSearch("@lease");
  await expect(chips(page)).toHaveText([/Lease/]);
  await expect(list(page)).toBeHidden();
});

// Would catch: under load a choice by key leaves no chip and its letters in the question, or is asked as a question
test("a choice that the engine is slow to answer becomes a chip, whatever is typed behind it meanwhile", async ({
  page,
  ui,
}) => {
  await chooseTooSoon(page, ui);
  const field = composer(page);
  await field.pressSequentially(" When does it end?");
  await expect(chips(page)).toHaveCount(0);
  await ui.releaseSearch("@lease");
  await expect(chips(page)).toHaveText([/Lease/]);
  await field.pressSequentially(" And how?");
  await expect(field).toHaveValue("When does it end? And how?");
  await expect(page.getByRole("article")).toHaveCount(0);
});

// Would catch: a choice whose letters are taken back is made all the same; words after an @ that is no choice are lost
test("a choice that is taken back while it is awaited is none, and a sentence with an @ in it is asked", async ({
  page,
  ui,
}) => {
  await chooseTooSoon(page, ui);
  const field = composer(page);
  await page.keyboard.press("Backspace");
  await ui.releaseSearch("@lease");
  await expect(list(page)).toHaveAttribute("aria-busy", "false");
  await expect(chips(page)).toHaveCount(0);
  await field.fill("");
  await field.pressSequentially("Who is @lease");
  await expect(list(page)).toBeVisible();
  await ui.holdSearch("@lease or not");
  // At once: letter by letter the engine may answer to half of it
  await page.keyboard.insertText(" or not");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("article")).toHaveCount(0);
  await ui.releaseSearch("@lease or not");
  await expect(page.getByRole("article")).toHaveCount(1);
});

// Would catch: the list changes between pressing and letting go, and the choice is none
test("what is pressed is chosen, though the list changes before the button is let go", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.holdSearch("@lease");
  await typeMention(page, "@");
  await composer(page).pressSequentially("lease");
  await list(page)
    .getByRole("option", { name: /^Contracts Folder/ })
    .hover();
  await page.mouse.down();
  await ui.releaseSearch("@lease");
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await page.mouse.up();
  await expect(chips(page)).toHaveText([/Contracts/]);
  await expect(composer(page)).toBeFocused();
});

// Would catch: the list takes the Enter with which a word of an input method is accepted
test("while an input method composes, nothing is listed and no key is taken", async ({
  page,
  ui,
}) => {
  await ui.open();
  const field = composer(page);
  await field.focus();
  const session = await page.context().newCDPSession(page);
  await session.send("Input.imeSetComposition", {
    text: "@le",
    selectionStart: 3,
    selectionEnd: 3,
  });
  await expect(field).toHaveValue("@le");
  await field.dispatchEvent("keydown", { key: "Enter", keyCode: 229 });
  await expect(list(page)).toBeHidden();
  await expect(chips(page)).toHaveCount(0);
  await session.send("Input.insertText", { text: "@le" });
  await expect(field).toHaveValue("@le");
  await expect(list(page)).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const)
  for (const width of [1280, 600])
    test.describe(`${colorScheme}, ${width} wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test("the open list and the chips have nothing serious", async ({
        page,
        ui,
      }) => {
        await ui.open();
        await typeMention(page, "@con");
        await page.keyboard.press("Enter");
        await typeMention(page, "@");
        const { violations } = await new AxeBuilder({ page }).analyze();
        const serious = violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
        expect(serious).toEqual([]);
      });
    });

// Would catch: @ is only text in the small panel, or its Enter asks, or what was chosen is not what is searched
test("in quick ask @ chooses by key as in the composer, and the question is kept to it", async ({
  page,
  ui,
}) => {
  await ui.openQuickAsk();
  const field = composer(page);
  await field.pressSequentially("When does @lease");
  await page.keyboard.press("Enter");
  await expect(chips(page)).toHaveText([/Lease/]);
  await field.pressSequentially("it end?");
  await expect(field).toHaveValue("When does it end?");
  await page.keyboard.press("Enter");
  await expect(page.locator(".prose-answer")).toBeVisible();
  await expect(chips(page)).toHaveText([/Lease/]);
  await field.press("Home");
  await page.keyboard.press("Backspace");
  await expect(chips(page)).toHaveCount(0);
  await field.pressSequentially("@con");
  await list(page).getByRole("option").first().click();
  await expect(chips(page)).toHaveText([/Contracts/]);
  await page.keyboard.press("Escape");
  await expect(chips(page)).toHaveCount(0);
});
