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

  it("is a list item with what is nested in it, and no heading", () => {
    expect(unitsOf("list", "- one\n  - nested\n- two")).toEqual([
      "- one\n  - nested",
      "- two",
    ]);
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

  it("is a line of code, never the whole of it, and no fence", () => {
    expect(
      unitsOf(
        "code",
        "```py\nGRACE_DAYS = 14\n\ndef fee(days):\n    return 12\n```",
      ),
    ).toEqual(["GRACE_DAYS = 14", "def fee(days):", "return 12"]);
  });

  it("is an innermost object of JSON or element of XML, whose lines say nothing apart", () => {
    const json =
      '```json\n{\n  "all": [\n    {\n      "name": "a}",\n      "role": "db"\n    },\n    {\n      "name": "b"\n    }\n  ],\n  "port": 1\n}\n```';
    expect(unitsOf("code", json)).toEqual([
      '"all": [',
      '{\n      "name": "a}",\n      "role": "db"\n    },',
      '{\n      "name": "b"\n    }',
      '"port": 1',
    ]);
    const xml =
      "```xml\n<all>\n  <land>\n    <name>Canada</name>\n    <flag/>\n  </land>\n  <land>\n    <name>France</name>\n  </land>\n</all>\n```";
    expect(unitsOf("code", xml)).toContain(
      "<land>\n    <name>Canada</name>\n    <flag/>\n  </land>",
    );
  });

  it("finds objects and line ends in linear time, whatever the structure", () => {
    for (const sign of [
      "{",
      "}",
      '"',
      "<",
      "<a>",
      "</a>",
      "\n",
      "a\n",
      " \n",
    ]) {
      const text = sign.repeat(15_000);
      expect(unitsOf("code", text).length).toBeLessThan(text.length);
      expect(unitsOf("paragraph", text).length).toBeLessThan(text.length);
    }
  });

  it("is a line of a log, a receipt or an infobox, but no line of running text", () => {
    const log = [
      "2024-05-22 10:09 INFO request 189 took 82 ms",
      "2024-05-29 11:02 ERROR disk of host saturn is full",
      "2024-05-30 10:00 INFO request 0 took 0 ms",
    ];
    expect(unitsOf("paragraph", log.join("\n"))).toEqual(log);
    const receipt = ["Store #0342 - Downtown", "TXN: 98765", "Cashier: Emily"];
    expect(unitsOf("paragraph", receipt.join("\n"))).toEqual(receipt);
    const running =
      "He moved to Huddersfield Town in 1990 where he remained for three seasons\nbefore transferring to Leicester City. Roberts signed for Wolverhampton\nWanderers after three further seasons, but stayed for one.";
    const mixed = `Full name Iwan Wyn Roberts\nHeight 6 ft 3 in\n${running}`;
    expect(unitsOf("paragraph", mixed)).toEqual([
      "Full name Iwan Wyn Roberts",
      "Height 6 ft 3 in",
      running.slice(0, running.indexOf(" Roberts signed")),
      running.slice(running.indexOf("Roberts signed")),
    ]);
  });

  it("is not the line that opens an admonition", () => {
    expect(
      unitsOf("paragraph", '!!! note "To access `HybridChunker`"'),
    ).toEqual([]);
  });
});
