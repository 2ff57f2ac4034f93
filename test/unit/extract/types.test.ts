import { randomBytes } from "node:crypto";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { extractFile, failureOf } from "../../support/extract-file.ts";
import { expectSound } from "../../support/extraction-rules.ts";
import { docxParagraph, makeDocx } from "../../support/tiny-docx.ts";
import { makePdf } from "../../support/tiny-pdf.ts";

const pdf = makePdf([[{ text: "Hello from page one", x: 72, y: 700 }]]);

describe("what a file is", () => {
  it("is told by content before the name", async () => {
    expect((await extractFile("notes.txt", pdf)).mediaType).toBe(
      "application/pdf",
    );
    expect(
      (await extractFile("old.doc", makeDocx(docxParagraph("Words"))))
        .mediaType,
    ).toMatch(/wordprocessingml/);
    expect(
      (await extractFile("saved.txt", "<!DOCTYPE html><p>Page</p>")).mediaType,
    ).toBe("text/html");
  });

  it("is not a film because a sentence has the word free in it", async () => {
    const { text } = await extractFile("flow.md", "# a free surface\n\nText.");
    expect(text).toContain("a free surface");
  });

  // Would catch: a policy or an abstract is left out of the library because of its first word
  it.each([
    ["a.md", "SQLite is the database of this app. We use WAL."],
    ["b.txt", "PARENTAL LEAVE\n\nYou may take twelve months."],
    ["c.txt", "BLENDER RECIPES\n\nPut the fruit in."],
    ["e.md", "ITSF is a group of schools."],
    ["g.md", "solid oak table, 2 m\n"],
    ["abstract", "solid electrolyte of a cell"],
    ["h.txt", "MSCF funds paid 2021"],
    ["pki.txt", "PKI policy: who signs what."],
    ["paper.tex", "%!TEX root = main.tex\n\\section{Words}"],
    ["i.md", "FORM 12 must be handed in by May."],
  ])("is text in %s, whatever its first letters are", async (name, content) => {
    expect((await extractFile(name, content)).text).toContain(
      content.slice(-8).trim(),
    );
  });

  // Would catch: the same of what is seen only by its beginning, cut within a sign, or is in an old code page
  it("is text as well where it is long or in an old code page", async () => {
    for (const shift of ["", "a", "ab"]) {
      const long = `PARENTAL LEAVE ${shift}${"€ 夏 ".repeat(300_000)}`;
      expect((await extractFile("long.txt", long)).text).toContain("LEAVE");
    }
    const latin = Buffer.from(
      "PARENTAL LEAVE\n\nDer Betrag wird für jeden Monat gewährt, natürlich auch später.",
      "latin1",
    );
    expect((await extractFile("old.txt", latin)).text).toContain("gewährt");
  });

  it.each([
    ["part.stl", "solid part\n facet normal 0 0 1\n outer loop\n"],
    ["part.txt", "solid two words\r\n  facet normal 0 0 1\r\n"],
    ["letter.txt", "{\\rtf1\\ansi Words}"],
    ["page.txt", "%!PS-Adobe-3.0\n%%Pages: 1\n"],
    ["figure.txt", "%!PS-Adobe-3.0 EPSF-3.0\n%%Pages: 1\n"],
    ["a.txt", `PAR1\x15\x04\x15\x10${"words ".repeat(50)}PAR1`],
    ["b.txt", "SQLite format 3\0words"],
    ["c.txt", "BLENDER-v280REND\0\0words"],
  ])("is no text in %s, which a program wrote", async (name, content) => {
    expect((await failureOf(name, content)).code).toBe("unsupported-type");
  });

  // Would catch: a large Word document under another name refused by its first bytes, which lack the directory
  it("is told by the end of an archive too, where that is large", async () => {
    const picture = randomBytes(1_500_000).toString("base64");
    const docx = makeDocx(docxParagraph("Words"), {
      parts: { "word/media/picture.png": picture },
    });
    expect(docx.length).toBeGreaterThan(1_048_576);
    const { mediaType, text } = await extractFile("old.doc", docx);
    expect(mediaType).toMatch(/wordprocessingml/);
    expect(text).toContain("Words");
  });

  it("is plain text without any extension", async () => {
    expect((await extractFile("README", "Read me first.")).mediaType).toBe(
      "text/plain",
    );
  });

  it.each([
    ["budget.xlsx", "Excel workbook (.xlsx) is not supported yet."],
    ["slides.odp", "OpenDocument presentation (.odp) is not supported yet."],
  ])("refuses the zip %s by its name", async (name, message) => {
    const zip = zipSync({ "content.bin": strToU8("x".repeat(100)) });
    expect(await failureOf(name, zip)).toEqual({
      code: "unsupported-type",
      message,
    });
  });

  it.each([
    ["table.csv", "text/csv"],
    ["main.py", "text/x-py"],
    ["data.json", "application/json"],
    ["settings.yml", "text/x-yml"],
  ])("reads %s line by line, as what it is", async (name, mediaType) => {
    const content = "# a *b* <c>\n1,2\n\n\n  indented_ _x_\n";
    const extraction = await extractFile(name, content);
    expectSound(extraction);
    expect(extraction.mediaType).toBe(mediaType);
    expect(extraction.blocks.map(({ kind }) => kind)).toEqual(["code"]);
    expect(extraction.text).toContain(content.trim());
  });

  it.each([
    ["run", "#!/usr/bin/env python3\nprint(1)\n", "text/x-py"],
    ["feed", '<?xml version="1.0"?>\n<a/>', "application/xml"],
    ["dump.constructor", '{"a": [1, 2]}', "application/json"],
    ["a.ics", "BEGIN:VCALENDAR\nSUMMARY:Lunch\nEND:VCALENDAR", "text/x-ics"],
    ["notes", "[1] Smith, 1999. A book.", "text/plain"],
  ])("knows %s by its content", async (name, content, mediaType) => {
    expect((await extractFile(name, content)).mediaType).toBe(mediaType);
  });

  it.each(["drawing.svg", "letter.fodt", "box.mbox"])(
    "leaves out %s, which is text only by chance",
    async (name) => {
      expect((await failureOf(name, "<svg>words</svg>")).code).toBe(
        "unsupported-type",
      );
    },
  );

  it("takes a thousand comments before a page for what they are", async () => {
    const comments = "<!-- a -->\n".repeat(1000);
    expect((await extractFile("a", `${comments}<html>x`)).mediaType).toBe(
      "text/html",
    );
    expect((await extractFile("a", `${comments}x`)).mediaType).toBe(
      "text/plain",
    );
  });

  it("lets no macros in under a harmless name", async () => {
    const docm = makeDocx(docxParagraph("Words"), {
      mainType: "application/vnd.ms-word.document.macroEnabled.main+xml",
    });
    for (const name of ["letter.docx", "letter.txt", "letter.docm"])
      expect(await failureOf(name, docm)).toEqual({
        code: "unsupported-type",
        message: "Word document with macros (.docm) is not supported yet.",
      });
  });

  it("never takes a binary for text", async () => {
    const noise = Uint8Array.from(
      { length: 4000 },
      (_, index) => (index * 73 + (index >> 3) * 31) % 256,
    );
    expect((await failureOf("noise.txt", noise)).code).toBe("unsupported-type");
    expect((await failureOf("noise.md", noise)).code).toBe("unsupported-type");
    expect((await failureOf("noise", noise)).code).toBe("unsupported-type");
  });

  it("names an empty file, a broken PDF, and text that says it is one", async () => {
    expect((await failureOf("empty.pdf", "")).code).toBe("file-empty");
    expect((await failureOf("cut.pdf", "%PDF-1.7\n1 0 obj\n<<")).code).toBe(
      "file-damaged",
    );
    expect((await failureOf("not.pdf", "just words")).code).toBe(
      "file-damaged",
    );
    expect(
      (
        await failureOf(
          "cut.docx",
          makeDocx(docxParagraph("Words")).subarray(0, 300),
        )
      ).code,
    ).toBe("file-damaged");
  });
});
