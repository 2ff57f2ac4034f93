import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "#contract/library.ts";
import { sentenceRanges } from "#core/evidence/sentence-ranges.ts";
import { textUnits } from "#core/evidence/text-units.ts";

const sentencesOf = (text: string) =>
  sentenceRanges(text).map(({ start, end }) => text.slice(start, end));

const block = (kind: Block["kind"], text: string, start = 0): Block => ({
  kind,
  start,
  end: start + text.length,
  page: null,
  level: null,
});

const unitsOf = (kind: Block["kind"], text: string) =>
  textUnits(
    { text, blocks: [block(kind, text)] },
    { start: 0, end: text.length },
  ).map(({ start, end }) => text.slice(start, end));

describe("the sentences of a text", () => {
  it("are not cut at the end of a line, as lines of a PDF end anywhere", () => {
    expect(sentencesOf("The rent is\ndue monthly. It is\n900 euros.")).toEqual([
      "The rent is\ndue monthly.",
      "It is\n900 euros.",
    ]);
  });

  it("are not cut inside a URL, a link, code, an abbreviation or a name", () => {
    for (const whole of [
      "See https://example.com/a?b=c!d.e for it.",
      "As [Wang et al. Second. Third](https://x.org/a) showed it.",
      "Call `a. B. c` first.",
      "Devlin et al. (2018) did it, cf. Fig. 3 and Dr. J. Smith.",
    ])
      expect(sentencesOf(`${whole} Then more.`)).toEqual([whole, "Then more."]);
  });

  it("keep the mark of a footnote, and end without a space in Japanese", () => {
    expect(sentencesOf("Ducks live here.[5][6] They swim.")).toEqual([
      "Ducks live here.[5][6]",
      "They swim.",
    ]);
    expect(sentencesOf("今日は天気がいい。契約は五月に終わる。")).toHaveLength(
      2,
    );
  });

  it("are exact ranges, in order, that leave only white space out, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const ranges = sentenceRanges(text);
        const gaps = [...ranges, { start: text.length, end: text.length }].map(
          ({ start }, index) => text.slice(ranges[index - 1]?.end ?? 0, start),
        );
        return (
          ranges.every(({ start, end }) => end > start) &&
          gaps.every((gap) => gap.trim() === "")
        );
      }),
    );
  });

  it("stay linear over a run of any structural character", () => {
    for (const character of ["\n", " ", "[", "`", "(", '"', ".", "]", "!"]) {
      const text = `Ends.${character.repeat(100_000)}`;
      expect(sentenceRanges(text).length).toBeLessThan(text.length);
    }
  });
});

describe("what may answer by itself", () => {
  it("is a row of a table, with the head told apart", () => {
    const text = "| city | rent |\n|---|---|\n| Graz | 900 |\n| Wien | 1200 |";
    expect(unitsOf("table", text)).toEqual([
      "| Graz | 900 |",
      "| Wien | 1200 |",
    ]);
    const [row] = textUnits(
      { text, blocks: [block("table", text)] },
      { start: 30, end: 40 },
    );
    expect(text.slice(row?.head?.start, row?.head?.end)).toBe(
      "| city | rent |\n|---|---|",
    );
  });

  it("is a list item with what is nested in it, a whole block of code, and no heading", () => {
    expect(unitsOf("list", "- one\n  - nested\n- two")).toEqual([
      "- one\n  - nested",
      "- two",
    ]);
    expect(unitsOf("code", "```py\na. B.\n\nc\n```")).toHaveLength(1);
    expect(unitsOf("heading", "## What is the rent")).toEqual([]);
  });

  it("is found whole where the passage begins in the middle of it", () => {
    const text = "The lease of the flat ends in May. The rent is due.";
    expect(
      textUnits(
        { text, blocks: [block("paragraph", text)] },
        {
          start: 10,
          end: 20,
        },
      ).map(({ start, end }) => text.slice(start, end)),
    ).toEqual(["The lease of the flat ends in May."]);
  });
});
