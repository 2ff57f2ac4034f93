import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Block, PageRange } from "#contract/library.ts";
import { pageStripOf } from "#core/library/documents/document-rows.ts";
import { baseName, normalPath } from "#core/library/documents/paths.ts";
import { viewerSections } from "#core/library/documents/viewer-sections.ts";

function blocksOf(lengths: readonly number[]): Block[] {
  let start = 0;
  return lengths.map((length) => {
    const block: Block = {
      kind: "paragraph",
      start,
      end: start + length,
      page: null,
      level: null,
    };
    start += length + 2;
    return block;
  });
}

test("sections cover the whole text in order, and none is too long for a viewer", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 60_000 }), { maxLength: 60 }),
      (lengths) => {
        const blocks = blocksOf(lengths);
        const lengthChars = blocks.at(-1)?.end ?? 0;
        const sections = viewerSections({ lengthChars, pages: [], blocks });
        expect(sections.map(({ start }) => start)).toEqual([
          ...(lengthChars > 0 ? [0] : []),
          ...sections.slice(0, -1).map(({ end }) => end),
        ]);
        expect(sections.at(-1)?.end ?? 0).toBe(lengthChars);
        for (const { start, end } of sections)
          expect(end - start).toBeLessThanOrEqual(24_002);
      },
    ),
  );
});

// Bug: what stood far down on a page of a large format was never shown, for a viewer asks for so much at once only
test("a page that is too long for a viewer comes in parts that all carry its number", () => {
  const page = (number: number, start: number, end: number) => ({
    page: number,
    start,
    end,
    status: "text" as const,
  });
  const sections = viewerSections({
    lengthChars: 300_002,
    pages: [page(1, 0, 1_000), page(2, 1_002, 300_002)].map((one) => ({
      ...one,
      reason: null,
    })),
    blocks: [],
  });
  expect(sections[0]).toEqual(page(1, 0, 1_000));
  const parts = sections.slice(1);
  expect(new Set(parts.map((part) => part.page))).toEqual(new Set([2]));
  expect(parts.map(({ start }) => start)).toEqual([
    1_002,
    ...parts.slice(0, -1).map(({ end }) => end),
  ]);
  expect(parts.at(-1)?.end).toBe(300_002);
  for (const { start, end } of parts)
    expect(end - start).toBeLessThanOrEqual(24_000);
});

test("so does white space behind the last block", () => {
  for (const { start, end } of viewerSections({
    lengthChars: 500_000,
    pages: [],
    blocks: blocksOf([10]),
  }))
    expect(end - start).toBeLessThanOrEqual(24_000);
});

test("blocks of an ordinary length are never cut", () => {
  const blocks = blocksOf(Array.from({ length: 50 }, (_, at) => 500 + at * 10));
  const starts = new Set(blocks.map(({ start }) => start));
  for (const { start } of viewerSections({
    lengthChars: blocks.at(-1)?.end ?? 0,
    pages: [],
    blocks,
  }))
    expect(starts.has(start)).toBe(true);
});

describe("page strip", () => {
  const pages = (statuses: readonly PageRange["status"][]): PageRange[] =>
    statuses.map((status, at) => ({
      page: at + 1,
      start: at,
      end: at,
      status,
      reason: null,
    }));

  test("has a cell a page up to twenty", () => {
    expect(pageStripOf(pages(["text", "failed", "ocr"]))).toEqual([
      "text",
      "failed",
      "ocr",
    ]);
    expect(pageStripOf([])).toEqual([]);
  });

  test("never hides a failed page among many", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 21, max: 2_000 }),
        fc.nat(),
        (length, seed) => {
          const statuses = Array.from(
            { length },
            (): PageRange["status"] => "text",
          );
          statuses[seed % length] = "failed";
          const strip = pageStripOf(pages(statuses));
          expect(strip).toHaveLength(20);
          expect(strip.filter((status) => status === "failed")).toHaveLength(1);
        },
      ),
    );
  });
});

test("paths are named and normalised in the form they are written in", () => {
  expect(baseName("/home/ada/Contracts/")).toBe("Contracts");
  expect(baseName("C:\\Users\\Ada\\a.txt")).toBe("a.txt");
  expect(normalPath("/a/./b//c/../d/")).toBe("/a/b/d");
  expect(normalPath("/")).toBe("/");
  expect(normalPath("/odd\\name")).toBe("/odd\\name");
  expect(normalPath("C:\\")).toBe("C:\\");
  expect(normalPath("C:/Users/Ada/")).toBe("C:\\Users\\Ada");
  expect(normalPath("\\\\server\\share\\a")).toBe("\\\\server\\share\\a");
});
