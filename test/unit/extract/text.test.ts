import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { cleanText } from "#native/extract/clean-text.ts";
import { extractFile } from "../../support/extract-file.ts";
import { expectSound } from "../../support/extraction-rules.ts";

const german =
  "Die Größe der Gänse überrascht: fünf Kilo, größer als jede Ente. Übrigens heißt das Küken Jürgen.";
const russian =
  "Утки живут у воды и улетают осенью на юг, потому что зимой озеро покрывается льдом и еды не остаётся.";

describe("cleaned text", () => {
  it("survives UTF-8 and JSON unchanged, whatever it was, and is clean already", () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc
            .nat({ max: 0xffff })
            .map((code) => String.fromCharCode(code)),
        }),
        (text) => {
          const clean = cleanText(text);
          expect(
            new TextDecoder().decode(new TextEncoder().encode(clean)),
          ).toBe(clean);
          expect(JSON.parse(JSON.stringify(clean))).toBe(clean);
          expect(cleanText(clean)).toBe(clean);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("composes letters and unifies line ends", () => {
    expect(cleanText("e\u0301\r\nb\rc\u2028d\u0000\ufeff")).toBe("é\nb\nc\nd");
  });
});

describe("encodings", () => {
  it.each([
    [
      "utf-8 with a mark",
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(german)]),
      german,
    ],
    [
      "utf-16 with a mark",
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from(russian, "utf16le"),
      ]),
      russian,
    ],
    ["utf-16le without", Buffer.from(german, "utf16le"), german],
    ["utf-16be without", iconv.encode(russian, "utf-16be"), russian],
    [
      "utf-32 with a mark",
      iconv.encode(german, "utf-32le", { addBOM: true }),
      german,
    ],
    ["windows-1252", iconv.encode(german, "windows-1252"), german],
    ["windows-1251", iconv.encode(russian, "windows-1251"), russian],
    ["mac roman", iconv.encode(german, "macintosh"), german],
    ["dos cyrillic", iconv.encode(russian, "cp866"), russian],
  ])("reads %s", async (_, bytes, expected) => {
    expect((await extractFile("text.txt", bytes)).text).toBe(expected);
  });
});

describe("plain text", () => {
  it("has its paragraphs as blocks, and no pages", async () => {
    const extraction = await extractFile(
      "a.txt",
      "\n\nFirst line\nsecond line\n\n  \nThird.\n",
    );
    expectSound(extraction);
    expect(
      extraction.blocks.map(({ start, end }) =>
        extraction.text.slice(start, end),
      ),
    ).toEqual(["First line\nsecond line", "Third."]);
    expect(extraction.pages).toEqual([]);
  });

  it("cuts a log without blank lines into blocks that a viewer can load", async () => {
    const extraction = await extractFile(
      "a.log",
      "12:00 nothing happened\n".repeat(2000),
    );
    expectSound(extraction);
    expect(
      Math.max(...extraction.blocks.map(({ start, end }) => end - start)),
    ).toBeLessThanOrEqual(4000);
  });
});
