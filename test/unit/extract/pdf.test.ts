import { describe, expect, it } from "vitest";
import { extractFile, failureOf } from "../../support/extract-file.ts";
import { expectSound } from "../../support/extraction-rules.ts";
import { makePdf, pdfColumn } from "../../support/tiny-pdf.ts";

const prose = (word: string) =>
  Array.from(
    { length: 12 },
    (_, index) => `The ${word} number ${index} swims on the lake`,
  );

describe("a PDF", () => {
  it("has exact pages, an empty one with its reason, and a title", async () => {
    const extraction = await extractFile(
      "a.pdf",
      makePdf(
        [
          pdfColumn(["First page."], { x: 72, y: 700 }),
          [],
          pdfColumn(["Third page."], { x: 72, y: 700 }),
        ],
        { title: "Of ducks" },
      ),
    );
    expectSound(extraction);
    expect(extraction.title).toBe("Of ducks");
    expect(
      extraction.pages.map(({ start, end, status }) => [
        extraction.text.slice(start, end),
        status,
      ]),
    ).toEqual([
      ["First page.", "text"],
      ["", "empty"],
      ["Third page.", "text"],
    ]);
    expect(extraction.pages[1]?.reason).toMatch(/no text/);
  });

  it("joins lines to paragraphs and words that a hyphen cut, and tells headings by size", async () => {
    const page = [
      ...pdfColumn(["Ducks"], { x: 72, y: 740, size: 22 }),
      ...pdfColumn(
        [
          "A duck is a water bird that swims and di-",
          "ves all day long, and sleeps on one leg in the",
          "evening.",
        ],
        { x: 72, y: 700 },
      ),
    ];
    const extraction = await extractFile("a.pdf", makePdf([page]));
    expect(extraction.text).toBe(
      "# Ducks\n\nA duck is a water bird that swims and dives all day long, and sleeps on one leg in the evening.",
    );
  });

  it("reads one column after the other, in whatever order they were drawn", async () => {
    const left = pdfColumn(prose("duck"), { x: 72, y: 650 });
    const right = pdfColumn(prose("goose"), { x: 330, y: 650 });
    const mixed = left.flatMap((line, index) => [right[index] ?? line, line]);
    const { text } = await extractFile("a.pdf", makePdf([mixed]));
    expect(text.lastIndexOf("duck")).toBeLessThan(text.indexOf("goose"));
  });

  it("reads a table row by row", async () => {
    const rows = [
      ["Kind", "Count"],
      ["Duck", "12"],
      ["Goose", "7"],
    ];
    const page = rows.flatMap(([a = "", b = ""], index) => [
      { text: a, x: 72, y: 700 - index * 16 },
      { text: b, x: 250, y: 700 - index * 16 },
    ]);
    expect((await extractFile("a.pdf", makePdf([page]))).text).toBe(
      "| Kind | Count |\n| - | - |\n| Duck | 12 |\n| Goose | 7 |",
    );
  });

  it("makes a list of bulleted lines", async () => {
    const page = pdfColumn(
      ["- first thing", "- second thing", "- third thing"],
      { x: 72, y: 700 },
    );
    const extraction = await extractFile("a.pdf", makePdf([page]));
    expect(extraction.blocks.map(({ kind }) => kind)).toEqual(["list"]);
  });

  it("says that it looks scanned when its pages hold pictures and no text", async () => {
    const failure = await failureOf(
      "scan.pdf",
      makePdf([[], []], { hasPicture: true }),
    );
    expect(failure).toEqual({
      code: "no-text",
      message: expect.stringMatching(/scanned/),
    });
  });

  it("says only that there is no text when its pages are blank", async () => {
    const failure = await failureOf("blank.pdf", makePdf([[], []]));
    expect(failure).toEqual({
      code: "no-text",
      message: "There is no text in this file.",
    });
  });
});
