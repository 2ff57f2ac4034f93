import { describe, expect, it } from "vitest";
import { extractFile } from "../../support/extract-file.ts";
import { expectSound } from "../../support/extraction-rules.ts";

const head = [
  "From: =?utf-8?Q?Ren=C3=A9e?= <renee@example.org>",
  "To: Ana <ana@example.org>",
  "Subject: =?utf-8?B?w4l0w6k=?= in Ghent",
  "Date: Fri, 26 Nov 2010 19:57:53 +0100",
  "MIME-Version: 1.0",
];
const mail = (...lines: string[]) => [...head, ...lines].join("\r\n");

describe("a mail", () => {
  it("has its subject as heading, who wrote, and its body decoded", async () => {
    const extraction = await extractFile(
      "leak.eml",
      mail(
        "Content-Type: text/plain; charset=iso-8859-1",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        "The caf=E9 is cl=",
        "osed.",
        "",
        "> Is it *open*?",
      ),
    );
    expectSound(extraction);
    expect(extraction.mediaType).toBe("message/rfc822");
    expect(extraction.title).toBe("Été in Ghent");
    expect(extraction.text).toBe(
      [
        "# Été in Ghent",
        "From: Renée (renee@example.org)\nTo: Ana (ana@example.org)\nDate: Fri, 26 Nov 2010 19:57:53 +0100",
        "The café is closed.",
        "> Is it \\*open\\*?",
      ].join("\n\n"),
    );
  });

  it("is read from its HTML where its text says only that there is one, and names what was attached", async () => {
    const parts = [
      "Content-Type: multipart/mixed; boundary=m",
      "",
      "--m",
      "Content-Type: multipart/alternative; boundary=a",
      "",
      "--a",
      "Content-Type: text/plain",
      "",
      "See the HTML part.",
      "--a",
      "Content-Type: text/html",
      "",
      `<script>bad()</script><h2>Offer</h2><p>${"A long letter. ".repeat(20)}</p>`,
      "--a--",
      "--m",
      'Content-Type: application/pdf; name="lease.pdf"',
      "Content-Disposition: attachment",
      "Content-Transfer-Encoding: base64",
      "",
      "JVBERi0xLjcK",
      "--m--",
    ];
    // Without any name, by its headers
    const { text, mediaType } = await extractFile("message", mail(...parts));
    expect(mediaType).toBe("message/rfc822");
    expect(text).toContain("## Offer\n\nA long letter.");
    expect(text).not.toContain("See the HTML part");
    expect(text).not.toContain("bad()");
    expect(text).toContain("Attached: lease.pdf");
    expect(text).not.toContain("JVBERi0");
  });

  it("is text under a mail's name when it has no headers at all", async () => {
    expect((await extractFile("a.eml", "Only words.\n")).mediaType).toBe(
      "text/plain",
    );
  });

  it("is read when it was saved as UTF-16", async () => {
    const { text } = await extractFile(
      "a.eml",
      Buffer.from(`\ufeff${mail("", "A letter.")}`, "utf16le"),
    );
    expect(text).toContain("Été in Ghent");
    expect(text).toContain("A letter.");
  });

  it("nested without end is damaged, not a crash", async () => {
    const bomb = Array.from(
      { length: 400 },
      (_, depth) =>
        `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n--b${depth}`,
    ).join("\r\n");
    await expect(extractFile("a.eml", mail(bomb))).rejects.toThrow(/damaged/);
  });
});
