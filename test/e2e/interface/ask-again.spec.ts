import { composer, expect, test } from "./fixture.ts";

// Would catch: the same question and its answer stand below the first ones, which are no more to be told apart
test("asking again answers in the same place, and the first answer is one key away with what followed it", async ({
  page,
  ui,
}) => {
  await ui.open();
  await ui.ask("One?");
  await ui.ask("Two?");
  const turns = page.getByRole("article");
  await expect(turns).toHaveCount(2);
  await turns.first().getByRole("button", { name: "Ask again" }).click();
  await expect(turns).toHaveCount(1);
  const place = page.getByRole("group", { name: "Answers to this question" });
  await expect(place).toContainText("2/2");
  await expect(place.getByRole("status")).toHaveText("Answer 2 of 2");

  await place.getByRole("button", { name: "The answer before" }).press("Enter");
  await expect(place).toContainText("1/2");
  await expect(turns).toHaveCount(2);
  await expect(place.getByRole("status")).toHaveText("Answer 1 of 2");
  await expect(
    place.getByRole("button", { name: "The answer before" }),
  ).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(place).toContainText("2/2");
  await expect(turns).toHaveCount(1);

  // What is asked below the first answer goes on from there
  await page.keyboard.press("ArrowLeft");
  await expect(turns).toHaveCount(2);
  await composer(page).fill("Three?");
  await composer(page).press("Enter");
  await expect(turns).toHaveCount(3);
  await expect(place).toContainText("1/2");
});
