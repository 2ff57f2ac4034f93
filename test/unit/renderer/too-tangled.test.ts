import { describe, expect, it } from "vitest";
import { isTooTangled } from "../../../renderer/ui/too-tangled.ts";
import { leaseText } from "../../support/fake-documents.ts";

describe("text that Markdown can't be drawn of", () => {
  // Bug: each of these blanked the window, or held it up for a minute
  it.each([
    ["lists on one line", "- ".repeat(100)],
    ["numbered lists on one line", "1. ".repeat(100)],
    ["quotes on one line", ">".repeat(100)],
    ["quotes between lists", "> - ".repeat(50)],
    ["a list at a great depth", `${" ".repeat(90)}- a`],
    ["ends of links", "](".repeat(3000)],
    ["emphasis", "*a ".repeat(3000)],
    ["headings", "a\n-\n".repeat(1000)],
    ["more than a page can be", "a ".repeat(40_000)],
    [
      "a wide table of short rows",
      `${"|".repeat(500)}\n${"|-".repeat(499)}|\n${"|\n".repeat(500)}`,
    ],
    [
      "such a table in a quote, without outer bars",
      `> ${"a|".repeat(300)}a\n> ${"-|".repeat(300)}-\n${"> |\n".repeat(100)}`,
    ],
  ])("is too tangled: %s", (_, tangle) => {
    expect(isTooTangled(`Words.\n\n${tangle}\n`)).toBe(true);
  });

  it.each([
    ["a lease", leaseText],
    [
      "links",
      "- [a part of the manual](https://example.com/a/b)\n".repeat(400),
    ],
    ["code at a depth", `\`\`\`\n${" ".repeat(120)}return;\n\`\`\``],
    ["a table", "| 12.5 | 13 | a_b |\n".repeat(900)],
    [
      "a wide table",
      `${"|a".repeat(20)}|\n${"|-".repeat(20)}|\n${`${"|1".repeat(20)}|\n`.repeat(500)}`,
    ],
    ["quotes in a mail", "> > > > > said\n".repeat(300)],
  ])("is not: %s", (_, text) => {
    expect(isTooTangled(text)).toBe(false);
  });
});
