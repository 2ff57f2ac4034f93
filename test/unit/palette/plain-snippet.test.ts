import fc from "fast-check";
import { expect, it } from "vitest";
import { plainLine, snippetOf } from "#core/palette/plain-snippet.ts";

it("a snippet is text, not the source of Markdown", () => {
  expect(
    plainLine(
      "## 4. Notice\n\n> - **Three months**, by [letter](https://x.y/z), see `file_name.txt`.\n\n| Rent | Due |\n|---|---:|\n| 900 | 1\\. May |\n\n```js\nlet a;\n```",
    ),
  ).toBe(
    "4. Notice Three months, by letter, see file_name.txt. Rent Due 900 1. May let a;",
  );
});

it("a snippet is cut to where the words stand together, and says where they are", () => {
  const text = `${"Nothing of the kind is said here. ".repeat(20)}The boiler is covered by this warranty for five years. ${"And so on. ".repeat(40)}`;
  const { snippet, matches } = snippetOf(text, ["boiler", "waranty"]);
  expect(snippet.length).toBeLessThan(170);
  expect(matches.map(({ start, end }) => snippet.slice(start, end))).toEqual([
    "boiler",
    "warranty",
  ]);
});

it("matches lie inside their snippet, whatever the text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 600 }),
      fc.string({ unit: "grapheme", minLength: 3, maxLength: 8 }),
      (text, word) => {
        const { snippet, matches } = snippetOf(text, [word]);
        for (const { start, end } of matches) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(snippet.length);
          expect(end).toBeGreaterThan(start);
        }
      },
    ),
  );
});
