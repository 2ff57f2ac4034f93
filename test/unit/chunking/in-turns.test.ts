import { expect, test } from "vitest";
import { chunkDocument } from "#core/library/chunking/chunker.ts";
import { estimateTokens } from "#core/library/chunking/estimate-tokens.ts";

const paragraph = `${"The tenant gives notice by letter. ".repeat(20)}\n\n`;
const count = 3_000;
const text = paragraph.repeat(count);
const document = {
  title: null,
  text,
  blocks: Array.from({ length: count }, (_, index) => ({
    kind: "paragraph" as const,
    start: index * paragraph.length,
    end: (index + 1) * paragraph.length - 2,
    page: null,
    level: null,
  })),
  pages: [],
};

test("two megabytes of text are cut in turns with whatever else waits, and the cutting can be called off", async () => {
  let turns = 0;
  let isCutting = true;
  const count = () => {
    turns += 1;
    if (isCutting) setImmediate(count);
  };
  setImmediate(count);
  const called = new AbortController();
  const options = {
    maxTokens: 256,
    countTokens: estimateTokens,
    signal: called.signal,
  };
  const chunks = await chunkDocument(document, options);
  isCutting = false;
  expect(chunks.length).toBeGreaterThan(1_000);
  expect(turns).toBeGreaterThan(60);

  const again = chunkDocument(document, options);
  setImmediate(() => called.abort(new Error("called off")));
  await expect(again).rejects.toThrow("called off");
});
