import { chunkDocument } from "#core/library/chunking/chunker.ts";
import { estimateTokens } from "#core/library/chunking/estimate-tokens.ts";

/** Run by huge-text.test.ts with little memory: cuts as much of one kind of block as a file may hold. */
const [unit = "", kind = "", sizeMb = "1"] = process.argv.slice(2);
const text = unit.repeat(
  Math.floor((Number(sizeMb) * 1024 * 1024) / unit.length),
);
const chunks = await chunkDocument(
  {
    title: null,
    text,
    pages: [],
    blocks: [
      {
        // One of the kinds that the test names
        kind: kind as "paragraph" | "code",
        start: 0,
        end: text.length,
        page: null,
        level: null,
      },
    ],
  },
  {
    maxTokens: 256,
    countTokens: estimateTokens,
    signal: new AbortController().signal,
  },
);
const chars = chunks.reduce((sum, { start, end }) => sum + end - start, 0);
process.stdout.write(
  JSON.stringify({ chunks: chunks.length, share: chars / text.length }),
);
