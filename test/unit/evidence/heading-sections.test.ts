import { expect, test } from "vitest";
import type { Block } from "#contract/library.ts";
import { headingSections } from "#core/evidence/heading-sections.ts";

const text = "Above\n# One\nfirst\n### Deep\nsecond\n# Two\nthird";

const heading = (words: string, level: number): Block => {
  const start = text.indexOf(words);
  return {
    kind: "heading",
    start,
    end: start + words.length,
    page: null,
    level,
  };
};
const blocks = [
  heading("# One", 1),
  heading("### Deep", 3),
  heading("# Two", 1),
];

const read = (sections: ReturnType<typeof headingSections>, of = text) =>
  sections.map(({ heading: above, body }) => [
    above === null ? null : of.slice(above.start, above.end),
    of.slice(body.start, body.end).trim(),
  ]);

// Would catch: a question asked of a section that ends too soon, or what stands above the first heading lost
test("a document's sections are what stands above the first heading and below each", () => {
  expect(read(headingSections({ text, blocks }))).toEqual([
    [null, "Above"],
    ["# One", "first"],
    ["### Deep", "second"],
    ["# Two", "third"],
  ]);
  expect(read(headingSections({ text, blocks: [] }))).toEqual([[null, text]]);
});

test("a heading too deep to part anything belongs to the section above it", () => {
  expect(read(headingSections({ text, blocks }, { maxLevel: 2 }))).toEqual([
    [null, "Above"],
    ["# One", "first\n### Deep\nsecond"],
    ["# Two", "third"],
  ]);
});

// Would catch: a section that ends beyond the beginning that was read of a long text
test("headings beyond the text part nothing", () => {
  const beginning = text.slice(0, text.indexOf("# Two") + 2);
  expect(read(headingSections({ text: beginning, blocks }))).toEqual([
    [null, "Above"],
    ["# One", "first"],
    ["### Deep", "second\n#"],
  ]);
});
