import { expect, test } from "./fixture.ts";

test("a long conversation opens at its end, and brings the turns before without moving what is read", async ({
  page,
  ui,
}) => {
  await ui.open("turns=60", "#/c/22222222-2222-4222-8222-000000000000");
  const turns = page.getByRole("article");
  await expect(page.getByText("Question 60?")).toBeInViewport();
  await expect(turns).toHaveCount(20);
  const thread = page.getByRole("region", { name: "Conversation" });

  // To the very top at once: the first turn shown stays under the eye while those before it come
  const mark = page.getByText("Question 41?");
  await thread.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(turns).toHaveCount(40);
  await expect(mark).toBeInViewport();
  await thread.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(turns).toHaveCount(60);
  await thread.evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(page.getByText("Question 1?", { exact: true })).toBeInViewport();
  await expect(page.getByText(/earlier question/)).toBeHidden();
});
