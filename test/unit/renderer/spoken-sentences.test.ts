import { expect, it } from "vitest";
import { spokenSentences } from "../../../renderer/ui/answer/spoken-sentences.ts";

/** What would be said while the answer grows by `step` characters at a time. */
function saidOf(answer: string, step: number): string[][] {
  const said: string[][] = [];
  let saidChars = 0;
  for (let end = step; ; end += step) {
    const isComplete = end >= answer.length;
    const next = spokenSentences(answer.slice(0, end), {
      saidChars,
      isComplete,
    });
    saidChars = next.saidChars;
    if (next.sentences.length > 0) said.push(next.sentences);
    if (isComplete) return said;
  }
}

const answer =
  "The notice is **three months** [1]. It goes by\nregistered letter [2].\n\n- Keep the receipt.\n\n```js\nif (a) b();\n```\n\nAnd the deposit";

it("a screen reader hears each sentence once, when it is finished, and never the whole answer again", () => {
  for (const step of [1, 3, 17]) {
    const said = saidOf(answer, step).flat();
    expect(said.join(" ")).toBe(
      "The notice is three months. It goes by registered letter. Keep the receipt. And the deposit",
    );
    expect(new Set(said).size).toBe(said.length);
  }
});

it("an answer that comes all at once is said in sentences too, not in one piece", () => {
  expect(saidOf("One thing. Another one. A third", 1000)).toEqual([
    ["One thing.", "Another one.", "A third"],
  ]);
});

// Would catch: "Mr." said as a sentence of its own, or "my underscore file"
it("a title ends no sentence, and a name is said as its words", () => {
  const names =
    "It is paid to Mr. Dupont, i.e. monthly. See my_house_plan.pdf, _not_ the other one.";
  for (const step of [1, 5, 1000])
    expect(saidOf(names, step).flat()).toEqual([
      "It is paid to Mr. Dupont, i.e. monthly.",
      "See my house plan.pdf, not the other one.",
    ]);
});
