import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { extractFile, failureOf } from "../../support/extract-file.ts";
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
    ["table.csv", "CSV table (.csv) is not supported yet."],
    ["main.py", "Python source (.py) is not supported yet."],
  ])("refuses the text %s by its name", async (name, message) => {
    expect(await failureOf(name, "a,b\n1,2\n")).toEqual({
      code: "unsupported-type",
      message,
    });
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
