import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "#contract/library.ts";
import { estimateTokens } from "#core/library/chunking/estimate-tokens.ts";
import { piecesOf, placeAt } from "#core/library/chunking/pieces.ts";
import { documents } from "../../support/arbitrary-documents.ts";
import { chunk, markdown } from "../../support/chunked-documents.ts";
import { isGraphemeBoundary } from "../../support/graphemes.ts";

describe("chunks of any document", () => {
  it("are exact slices in order, on one page, within the model's input, cut between graphemes", async () => {
    await fc.assert(
      fc.asyncProperty(
        documents,
        fc.integer({ min: 32, max: 300 }),
        async (document, maxTokens) => {
          const chunks = await chunk(document, maxTokens);
          let end = 0;
          for (const one of chunks) {
            expect(document.text.slice(one.start, one.end)).toBe(one.text);
            expect(one.start).toBeGreaterThanOrEqual(end);
            expect(one.text).toBe(one.text.trim());
            expect(one.text.isWellFormed()).toBe(true);
            expect(isGraphemeBoundary(document.text, one.start)).toBe(true);
            expect(isGraphemeBoundary(document.text, one.end)).toBe(true);
            end = one.end;
            const inside = document.blocks.filter(
              (block) => block.start < one.end && block.end > one.start,
            );
            expect(new Set(inside.map((block) => block.page))).toEqual(
              new Set([one.page]),
            );
          }
          const tokens = await estimateTokens(
            chunks.map((one) => one.embeddingText),
          );
          expect(Math.max(0, ...tokens)).toBeLessThanOrEqual(maxTokens - 2);
        },
      ),
      { numRuns: 150 },
    );
  });

  it("leave out no letter of the document", async () => {
    await fc.assert(
      fc.asyncProperty(documents, async (document) => {
        const chunks = await chunk(document, 64);
        let rest = document.text;
        for (const one of chunks.toReversed())
          rest = rest.slice(0, one.start) + rest.slice(one.end);
        expect(rest).not.toMatch(/\p{L}/u);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the headings above a place", () => {
  const text =
    "Before.\n\n# One\n\nText.\n\n## Two\n\n### Deep\n\nMore.\n\n## Three\n\nEnd.";
  const blocks = [...text.matchAll(/[^\n]+/g)].map(
    ({ index, 0: line }): Block => {
      const level = /^#+(?= )/.exec(line)?.[0].length ?? null;
      return {
        kind: level === null ? "paragraph" : "heading",
        start: index,
        end: index + line.length,
        page: null,
        level,
      };
    },
  );

  it.each([
    ["Before.", []],
    ["# One", ["One"]],
    ["ext.", ["One"]],
    ["More.", ["One", "Two", "Deep"]],
    ["End.", ["One", "Three"]],
  ])("%s", (words, headings) => {
    const pieces = [...piecesOf({ text, blocks })];
    expect(placeAt(pieces, text.indexOf(words)).headings).toEqual(headings);
  });
});

describe("structure", () => {
  const paragraphOf = (count: number) =>
    Array.from({ length: count }, (_, index) => `word${index % 10}`).join(" ");

  it("keeps an abstract that fits in one chunk, with its title only once", async () => {
    const title = "Boundary layers";
    const document = markdown(
      [
        ["heading", `# ${title}`, 1],
        ["paragraph", paragraphOf(100), null],
      ],
      title,
    );
    const chunks = await chunk(document, 256);
    expect(chunks).toHaveLength(1);
    expect(chunks[0]?.embeddingText.split(title)).toHaveLength(2);
  });

  it("carries the heading path into every chunk below, and never ends one with a heading", async () => {
    const document = markdown(
      [
        ["heading", "# Guide", 1],
        ["heading", "## Wings", 2],
        ["paragraph", paragraphOf(150), null],
        ["heading", "## Tail", 2],
        ["paragraph", paragraphOf(60), null],
      ],
      null,
    );
    const chunks = await chunk(document, 100);
    expect(chunks.map((one) => one.headings)).toEqual(
      [
        ["Guide", "Wings"],
        ["Guide", "Wings"],
        ["Guide", "Wings"],
        ["Guide", "Tail"],
      ].slice(-chunks.length),
    );
    expect(chunks.at(1)?.embeddingText).toMatch(/^Guide › Wings\n/);
    for (const one of chunks) expect(one.text).not.toMatch(/(^|\n)#+ [^\n]*$/);
  });

  it("keeps a table whole where it fits, else cuts between rows and repeats the head for the model", async () => {
    const rows = Array.from(
      { length: 30 },
      (_, index) => `| duck ${index} | ${index} |`,
    );
    const text = ["| Kind | Count |", "| - | - |", ...rows].join("\n");
    const document = markdown([["table", text, null]], null);
    expect(await chunk(document, 500)).toHaveLength(1);
    const chunks = await chunk(document, 60);
    expect(chunks.length).toBeGreaterThan(1);
    for (const one of chunks.slice(1)) {
      expect(one.text).toMatch(/^\| duck \d+ \| \d+ \|(\n|$)/);
      expect(one.embeddingText).toMatch(/^Kind Count\n/);
    }
  });

  it("cuts long prose at sentences also where its lines are wrapped", async () => {
    const prose = Array.from(
      { length: 30 },
      (_, index) => `The goose number ${index}\nflew over the lake.`,
    ).join(" ");
    const chunks = await chunk(
      markdown([["paragraph", prose, null]], null),
      64,
    );
    for (const one of chunks)
      expect(one.text).toMatch(/^The goose[\s\S]*lake\.$/);
  });

  it("leaves no crumb behind a full chunk", async () => {
    const prose = Array.from(
      { length: 26 },
      (_, index) =>
        `Sentence ${index} has about ten words for the test of tails.`,
    ).join(" ");
    const chunks = await chunk(
      markdown([["paragraph", prose, null]], null),
      130,
    );
    const sizes = await estimateTokens(chunks.map((one) => one.text));
    expect(Math.min(...sizes)).toBeGreaterThan(35);
  });

  it("drops a lone page number", async () => {
    const document = markdown(
      [
        ["paragraph", "Text of a page.", null],
        ["paragraph", "17", null],
      ],
      null,
    );
    const [first, second] = document.blocks;
    if (first === undefined || second === undefined)
      throw new Error("two blocks were built");
    const chunks = await chunk(
      {
        ...document,
        blocks: [
          { ...first, page: 1 },
          { ...second, page: 2 },
        ],
      },
      100,
    );
    expect(chunks.map((one) => one.page)).toEqual([1]);
  });

  it.each([null, 1])(
    "keeps a number that is all there is (page %s)",
    async (page) => {
      const document = markdown([["paragraph", "4711-0815", null]], null);
      const blocks = document.blocks.map((block) => ({ ...block, page }));
      const chunks = await chunk({ ...document, blocks }, 100);
      expect(chunks.map(({ text }) => text)).toEqual(["4711-0815"]);
    },
  );

  it("embeds the words of a link and not its address", async () => {
    const text = "See [the duck](https://example.com/a_(bird)) there.";
    const [one] = await chunk(markdown([["paragraph", text, null]], null), 100);
    expect(one?.text).toBe(text);
    expect(one?.embeddingText).toBe("See the duck there.");
  });
});
