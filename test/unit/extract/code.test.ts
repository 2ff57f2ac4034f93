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
});
