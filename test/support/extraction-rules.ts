import { expect } from "vitest";
import type { Extraction } from "#core/ports/extractor.ts";

/** What every extraction promises, whatever the format. */
export function expectSound({ text, blocks, pages }: Extraction): void {
  expect(text.normalize("NFC")).toBe(text);
  expect(Buffer.from(text, "utf8").toString("utf8")).toBe(text);
  expect(JSON.parse(JSON.stringify(text))).toBe(text);
  expect(text).not.toMatch(/[^\P{Cc}\n\t]/u);
  let end = 0;
  for (const block of blocks) {
    expect(block.start).toBeGreaterThanOrEqual(end);
    expect(block.end).toBeGreaterThan(block.start);
    expect(block.level === null).toBe(block.kind !== "heading");
    end = block.end;
  }
  expect(end).toBeLessThanOrEqual(text.length);
  let pageEnd = 0;
  pages.forEach((page, index) => {
    expect(page.page).toBe(index + 1);
    expect(page.start).toBeGreaterThanOrEqual(pageEnd);
    expect(page.end).toBeGreaterThanOrEqual(page.start);
    expect(page.reason === null).toBe(page.status === "text");
    pageEnd = page.end;
  });
  for (const block of blocks) {
    if (pages.length === 0) expect(block.page).toBeNull();
    else {
      const page = pages[(block.page ?? 0) - 1];
      expect(
        page !== undefined &&
          block.start >= page.start &&
          block.end <= page.end,
      ).toBe(true);
    }
  }
}
