import { expect, test } from "vitest";
import { missSnippet } from "../../../renderer/ui/answer/miss-snippet.ts";

const filler = "nothing of note happened there ".repeat(8);

test("is where most of the words stand together, not where the first one is", () => {
  expect(
    missSnippet(`A boiler. ${filler}the boiler warranty ends soon. ${filler}`, [
      "boiler",
      "warranty",
    ]),
  ).toContain("the boiler warranty ends soon");
});

test("a word in a run without spaces is shown, and bounded", () => {
  const snippet = missSnippet(
    `${"x".repeat(300)}boiler${"y".repeat(300)} end`,
    ["boiler"],
  );
  expect(snippet).toContain("boiler");
  expect(snippet.length).toBeLessThan(200);
});

test("without any of the words it is the beginning", () => {
  expect(missSnippet("Short.", ["boiler"])).toBe("Short.");
});
