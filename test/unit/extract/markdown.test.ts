import { describe, expect, it } from "vitest";
import { extractFile } from "../../support/extract-file.ts";
import { expectSound } from "../../support/extraction-rules.ts";

const source = `---
title: "Of geese"
tags: [a, b]
---

# Geese

Some *text* with a [link](https://example.com).

<!-- not for readers -->

| a | b |
|---|---|
| 1 | 2 |

- one
- two
  - three

\`\`\`js
# no heading
\`\`\`

> said

Setext
------
`;

describe("Markdown", () => {
  it("is kept as it is, with blocks where its structure stands", async () => {
    const extraction = await extractFile("geese.md", source);
    expectSound(extraction);
    expect(extraction.text).toBe(source);
    expect(extraction.title).toBe("Of geese");
    expect(
      extraction.blocks.map(({ kind, level }) => `${kind}${level ?? ""}`),
    ).toEqual([
      "code",
      "heading1",
      "paragraph",
      "table",
      "list",
      "code",
      "quote",
      "heading2",
    ]);
  });

  it.each([
    ["quotes", "> ".repeat(200_000)],
    ["lists", `${"* ".repeat(100_000)}x`],
    ["brackets", "[".repeat(500_000)],
    ["items", "- a\n".repeat(200_000)],
    ["cells", `${"| a ".repeat(100_000)}\n${"|-".repeat(100_000)}|\n`],
  ])("is not held up by a pile of %s", async (_, text) => {
    expectSound(await extractFile("pile.md", text));
  });

  it("finds the same blocks however often they come", async () => {
    const section = source.slice(source.indexOf("# Geese"));
    const one = await extractFile("one.md", section);
    const many = await extractFile("many.md", `${section}\n`.repeat(3000));
    expectSound(many);
    expect(many.blocks).toHaveLength(one.blocks.length * 3000);
  });
});
