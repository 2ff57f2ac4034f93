import fc from "fast-check";
import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import {
  alignValue,
  splitMarked,
} from "../../../renderer/ui/markdown/align.ts";
import { parseMarkdown } from "../../../renderer/ui/markdown/parse-markdown.ts";

const join = (segments: { text: string }[]) =>
  segments.map(({ text }) => text).join("");
const marked = (segments: { text: string; isMarked: boolean }[]) =>
  join(segments.filter(({ isMarked }) => isMarked));

/** Every text node of a document, with what is marked in it. */
function markedText(source: string, start: number, end: number): string {
  const walk = (node: Nodes): string => {
    if ("children" in node) return node.children.map(walk).join("");
    if (node.type !== "text") return "";
    const from = node.position?.start.offset ?? 0;
    const to = node.position?.end.offset ?? 0;
    return marked(
      splitMarked(
        node.value,
        source.slice(from, to),
        from,
        [{ start, end }],
        false,
      ),
    );
  };
  return walk(parseMarkdown(source));
}

const range = (source: string, text: string): [number, number] => [
  source.indexOf(text),
  source.indexOf(text) + text.length,
];

describe("the marked passage", () => {
  it("is exactly the cited words, across emphasis", () => {
    const source = "The notice is of **three months** and is given by letter.";
    expect(
      markedText(source, ...range(source, "of **three months** and")),
    ).toBe("of three months and");
  });

  it("is not shifted by escapes and entities before it", () => {
    const source = "R\\&D \\*costs\\* &amp; fees &lt; 5 &copy; rise by ten.";
    expect(markedText(source, ...range(source, "rise by"))).toBe("rise by");
    expect(markedText(source, ...range(source, "fees"))).toBe("fees");
  });

  it("is not shifted by quote signs and indentation between lines", () => {
    const source = "> The tenant may\n> end the lease\n> at any time.";
    expect(markedText(source, ...range(source, "the lease"))).toBe("the lease");
  });

  it("begins and ends inside a word where the range does", () => {
    expect(
      splitMarked("abcdef", "abcdef", 10, [{ start: 12, end: 14 }], false),
    ).toEqual([
      { text: "ab", isMarked: false },
      { text: "cd", isMarked: true },
      { text: "ef", isMarked: false },
    ]);
  });

  it("never loses, repeats or reorders a character of the value", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.nat(50),
        fc.nat(60),
        fc.nat(60),
        fc.boolean(),
        (value, source, at, a, b, isLiteral) => {
          const mark = { start: Math.min(a, b), end: Math.max(a, b) };
          expect(
            join(
              splitMarked(
                value,
                source,
                at,
                mark === null ? [] : [mark],
                isLiteral,
              ),
            ),
          ).toBe(value);
        },
      ),
    );
  });

  it("maps every character of any Markdown text forwards and inside its node", () => {
    const words = fc.constantFrom(
      "a",
      "b ",
      "\\*",
      "&amp;",
      "&#169;",
      "\n> ",
      "\n   ",
      "**c**",
      "é",
      "😀",
      "&nope;",
    );
    fc.assert(
      fc.property(fc.array(words), (parts) => {
        const source = `x${parts.join("")}`;
        const walk = (node: Nodes): void => {
          if ("children" in node) node.children.forEach(walk);
          else if (node.type === "text") {
            const from = node.position?.start.offset ?? 0;
            const to = node.position?.end.offset ?? 0;
            const offsets = alignValue(
              node.value,
              source.slice(from, to),
              false,
            );
            expect(offsets).toHaveLength(node.value.length);
            expect(offsets).toEqual(offsets.toSorted((x, y) => x - y));
            for (const offset of offsets)
              expect(offset).toBeLessThan(Math.max(1, to - from));
          }
        };
        walk(parseMarkdown(source));
      }),
    );
  });
});
