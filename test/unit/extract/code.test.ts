import { describe, expect, it } from "vitest";
import { extractFile } from "../../support/extract-file.ts";
import { expectSound } from "../../support/extraction-rules.ts";

describe("code and data", () => {
  it.each([
    ["huge.json", `{"a":"${"x".repeat(300_000)}"}`],
    ["huge.csv", "1,".repeat(150_000)],
    ["huge.js", `a("${"words and ".repeat(30_000)}")`],
    ["astral.json", `["${"😀".repeat(50_000)}"]`],
  ])(
    "cuts %s, one line without an end, into blocks that a viewer can load",
    async (name, content) => {
      const extraction = await extractFile(name, content);
      expectSound(extraction);
      expect(
        Math.max(...extraction.blocks.map(({ start, end }) => end - start)),
      ).toBeLessThanOrEqual(3100);
      const withoutFences = extraction.text
        .replaceAll(/^```.*$/gm, "")
        .replaceAll(/\s/g, "");
      expect(withoutFences).toBe(content.replaceAll(/\s/g, ""));
    },
  );

  it("cuts where a new function begins", async () => {
    const functions = Array.from(
      { length: 40 },
      (_, index) =>
        `function f${index}() {\n${"  call();\n".repeat(20)}\n  return;\n}\n`,
    ).join("\n");
    const { text, blocks } = await extractFile("a.js", functions);
    expect(blocks.length).toBeGreaterThan(2);
    for (const { start } of blocks)
      expect(text.slice(start)).toMatch(/^```js\nfunction f\d+/);
  });

  it("is not ended by a fence of its own", async () => {
    const { text, blocks } = await extractFile("a.sh", "cat <<X\n```\nX\n");
    expect(blocks).toHaveLength(1);
    expect(text.startsWith("````sh\n")).toBe(true);
  });

  it("is a table with a head where it is CSV or TSV, also in every block of a long one", async () => {
    const { blocks, text } = await extractFile(
      "charges.csv",
      'year;item;"paid; or not"\n2022;heating;"yes, ""late"""\n2023;water;\n',
    );
    expect(blocks.map(({ kind }) => kind)).toEqual(["table"]);
    expect(text).toBe(
      '| year | item | paid; or not |\n| - | - | - |\n| 2022 | heating | yes, "late" |\n| 2023 | water |  |',
    );
    const long = await extractFile(
      "staff.tsv",
      `id\tname\n${Array.from({ length: 900 }, (_, id) => `${id}\tPerson ${id}\n`).join("")}`,
    );
    expectSound(long);
    expect(long.blocks.length).toBeGreaterThan(3);
    for (const { kind, start } of long.blocks) {
      expect(kind).toBe("table");
      expect(long.text.slice(start)).toMatch(
        /^\| id \| name \|\n\| - \| - \|\n/,
      );
    }
    expect(long.text.match(/Person \d+ /g)).toHaveLength(900);
  });

  it("stays as it is where CSV is no table: one column, ragged, a mark that is never closed", async () => {
    for (const content of ["a\nb\n", "a,b\n1\n2,3,4\n", 'a,b\n"c,d\n'])
      expect((await extractFile("a.csv", content)).blocks[0]?.kind).toBe(
        "code",
      );
  });
});
