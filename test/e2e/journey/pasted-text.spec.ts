import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pasteText } from "../../support/paste-text.ts";
import { expect, test } from "./fixture.ts";

const filler = Array.from(
  { length: 300 },
  (_, index) =>
    `Paragraph ${index} of the minutes is about the garden, the fence and the colour of the gate in that year.`,
);

// Would catch: the answer comes from elsewhere, or the text stays on the disk when its document is removed
test("a question about a long pasted text is answered from it, cites it, and removing it deletes the text", async ({
  app,
  hearth,
}) => {
  const text = [
    ...filler.slice(0, 200),
    "The treasurer of the society is Philippa Quillfeather since March.",
    ...filler.slice(200),
  ].join("\n\n");
  expect(text.length).toBeGreaterThan(20_000);
  const field = app.getByLabel("Your question");
  await field.focus();
  await app.evaluate(pasteText(text));
  await field.fill("Who is the treasurer of the society?");
  await field.press("Enter");
  const answer = app.getByRole("article");
  await expect(answer).toContainText("Philippa Quillfeather");
  await expect(
    answer.getByRole("list", { name: "Searched only here" }),
  ).toContainText("Pasted text");
  await expect(field).toHaveValue("");

  const folder = join(hearth.dataFolder, "texts");
  expect(await readdir(folder)).toHaveLength(1);
  await app.getByRole("button", { name: /^Library/ }).click();
  await app
    .getByText(/^Pasted text/)
    .first()
    .click();
  await app.keyboard.press("Delete");
  await app.getByRole("button", { name: "Remove", exact: true }).click();
  await hearth.stop();
  expect(existsSync(folder) ? await readdir(folder) : []).toEqual([]);
});
