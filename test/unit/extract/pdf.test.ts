import { describe, expect, it } from "vitest";
import { readPdf } from "#native/extract/pdf/read-pdf.ts";
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

  it("takes a letter for a list's mark only where another item goes on with it", async () => {
    const page = pdfColumn(
      [
        "Pressures on the wall were sampled at a rate of 400 Hz for 60",
        "s. The Reynolds number was high on every one of those walls.",
      ],
      { x: 72, y: 700 },
    );
    const list = pdfColumn(["a. A wall stands.", "b. A wall falls."], {
      x: 72,
      y: 600,
    });
    const { text, blocks } = await extractFile(
      "a.pdf",
      makePdf([[...page, ...list]]),
    );
    expect(text).toContain("400 Hz for 60 s. The Reynolds number");
    expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "list"]);
  });

  it("goes on with a paragraph that the end of a column cuts, whatever notes stand at its foot", async () => {
    const left = [
      ...pdfColumn([...prose("duck"), "of the park, and there is a mini-"], {
        x: 72,
        y: 650,
      }),
      ...pdfColumn(["1 A note to the ducks of the park."], {
        x: 72,
        y: 400,
        size: 8,
      }),
    ];
    const right = pdfColumn(
      ["mal difference between them and geese.", ...prose("goose")],
      { x: 330, y: 650 },
    );
    const { text } = await extractFile("a.pdf", makePdf([[...left, ...right]]));
    expect(text).toContain("there is a minimal difference between them");
    expect(text.indexOf("A note")).toBeGreaterThan(text.indexOf("minimal"));
  });

  it("goes on with an item that is set in like a paragraph", async () => {
    const page = [
      ...pdfColumn(["(a) The agency must receive comments on this"], {
        x: 84,
        y: 700,
      }),
      ...pdfColumn(["AD action by September 21, 2020, as it says."], {
        x: 72,
        y: 686,
      }),
    ];
    const { blocks, text } = await extractFile("a.pdf", makePdf([page]));
    expect(blocks).toHaveLength(1);
    expect(text).toContain("on this AD action by September 21, 2020");
  });

  it("keeps what was read of one whose pages take too long, and says which were not", async () => {
    const pages = ["One.", "Two.", "Three."].map((text) => [
      { text, x: 72, y: 700 },
    ]);
    // Asked once at the start and once a page: the third comes after a quarter of an hour
    const times = [0, 1, 2];
    const nowMs = () => times.shift() ?? 15 * 60_000;
    const reading = readPdf(makePdf(pages), "pdf", nowMs);
    let step = await reading.next();
    while (step.done !== true) step = await reading.next();
    expect(step.value.text).toBe("One.\n\nTwo.");
    expect(step.value.pages.map(({ status }) => status)).toEqual([
      "text",
      "text",
      "failed",
    ]);
    expect(step.value.pages[2]?.reason).toContain("took too long");
  });
});
