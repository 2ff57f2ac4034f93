import { pasteText } from "../../support/paste-text.ts";
import { expect, test } from "./fixture.ts";

const filler = Array.from(
  { length: 300 },
  (_, index) =>
    `Paragraph ${index} of the minutes is about the garden, the fence and the colour of the gate in that year.`,
);

// Would catch: the answer comes from elsewhere
test("a question about a long pasted text is answered from it alone", async ({
  app,
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
});
