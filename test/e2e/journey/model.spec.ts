import { fixtureModels } from "../../support/fixtures.ts";
import { addFiles, ask, expect, test } from "./fixture.ts";

test.use({ start: { modelsFolder: fixtureModels } });

test("a model writes the answer token by token, and says how fast", async ({
  app,
}) => {
  await addFiles(app);
  await ask(app, "Who pays the rent?");
  await expect(app.getByText(/, on this computer$/)).toBeVisible();
  await expect(app.getByText(/ tokens\/s$/)).toBeVisible();
  await expect(app.getByText("Searched by words only")).toBeHidden();
});

test("a running answer goes on over a reload and is stopped with what it has", async ({
  app,
}) => {
  await addFiles(app);
  await app.keyboard.press("Control+n");
  await app.getByLabel("Your question").fill("Tell me about the tenant");
  await app.getByLabel("Your question").press("Enter");
  const answer = app.locator(".prose-answer");
  await expect(answer).not.toBeEmpty();
  await app.reload();
  await expect(answer).not.toBeEmpty();
  const stop = app.getByRole("button", { name: "Stop" });
  if (await stop.isVisible()) await app.keyboard.press("Escape");
  await expect(app.getByRole("button", { name: "Ask again" })).toBeVisible();
  await expect(answer).not.toBeEmpty();
});

test("the models screen shows what is there, and passages can be chosen instead", async ({
  app,
}) => {
  await app.getByRole("button", { name: "Models" }).click();
  const main = app.getByRole("main");
  await expect(main.getByText(/MiniLM/).first()).toBeVisible();
  await main.getByRole("button", { name: "Use: Passages only" }).click();
  await app.keyboard.press("Control+n");
  await expect(
    main.getByRole("button", { name: "Answered by: Passages only" }),
  ).toBeVisible();
});
