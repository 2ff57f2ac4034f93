import { describe, expect, it } from "vitest";
import type { Block } from "#contract/library.ts";
import { chunkDocument } from "#core/library/chunking/chunker.ts";
import { estimateTokens } from "#core/library/chunking/estimate-tokens.ts";
import type { ArbitraryDocument } from "../../support/arbitrary-documents.ts";
import { chunk, markdown } from "../../support/chunked-documents.ts";

const { signal } = new AbortController();

describe("a block longer than is looked at at once", () => {
  const row = (at: number) => `| ${at} | The tenant gives notice | by letter |`;
  const rows = Array.from({ length: 5_000 }, (_, at) => row(at));
  const head = "| No | What | How |";
  const table = [head, "| - | - | - |", ...rows].join("\n");
  const prose = rows.map((_, at) => `Notice ${at} is given.`).join(" ");

  // Bug: rows or sentences lost or cut in two, or a head forgotten, where one stretch ends
  it("keeps each row of a table whole, under its head", async () => {
    const chunks = await chunk(block("table", table), 64);
    expect(chunks.map(({ text }) => text).join("\n")).toBe(table);
    for (const { embeddingText } of chunks)
      expect(embeddingText).toMatch(/^ ?No {1,3}What/);
  });

  it("keeps each sentence whole", async () => {
    const chunks = await chunk(block("paragraph", prose), 64);
    expect(chunks.map(({ text }) => text).join(" ")).toBe(prose);
    for (const { text } of chunks) expect(text).toMatch(/^Notice .*given\.$/s);
  });

  it.each(["paragraph", "code", "table"] as const)(
    "cuts a %s without any seam",
    async (kind) => {
      const chunks = await chunk(block(kind, "👩‍👩‍👧‍👦x".repeat(20_000)), 64);
      expect(chunks.map(({ text }) => text).join("")).toBe(
        "👩‍👩‍👧‍👦x".repeat(20_000),
      );
      for (const { text } of chunks) expect(text.isWellFormed()).toBe(true);
    },
  );

  function block(kind: Block["kind"], text: string): ArbitraryDocument {
    const only = { kind, start: 0, end: text.length, page: null, level: null };
    return { title: null, text, blocks: [only], pages: [] };
  }
});

describe("long documents", () => {
  it("asks for tokens in few calls", async () => {
    const parts = Array.from(
      { length: 5000 },
      (_, index): [Block["kind"], string, number | null] => [
        "paragraph",
        `Paragraph ${index} says little.`,
        null,
      ],
    );
    let calls = 0;
    await chunkDocument(markdown(parts, null), {
      maxTokens: 256,
      signal,
      countTokens: (texts) => {
        calls += 1;
        return estimateTokens(texts);
      },
    });
    expect(calls).toBeLessThan(10);
  });

  it("cuts a megabyte without a space or a sentence", async () => {
    const chunks = await chunk(
      markdown([["paragraph", "a".repeat(1_000_000), null]], null),
      256,
    );
    expect(chunks.at(-1)?.end).toBe(1_000_000);
  });

  it("stops when asked", async () => {
    const controller = new AbortController();
    controller.abort(new Error("enough"));
    const work = chunkDocument(
      markdown([["paragraph", "Words.", null]], null),
      { maxTokens: 99, countTokens: estimateTokens, signal: controller.signal },
    );
    await expect(work).rejects.toThrow("enough");
  });
});
