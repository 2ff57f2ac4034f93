import { describe, expect, it } from "vitest";
import { appErrorFrom } from "#contract/errors.ts";
import { chunkDocument } from "#core/library/chunking/chunker.ts";
import { estimateTokens } from "#core/library/chunking/estimate-tokens.ts";
import { extractPath } from "../../support/extract-file.ts";
import { fiveTypeFiles } from "../../support/five-types.ts";
import { isGraphemeBoundary } from "../../support/graphemes.ts";
import { sharedFolder } from "../../support/shared.ts";

const signal = new AbortController().signal;
const maxTokens = 256;

/** Null for a file that is refused or has no text. */
async function read(path: string) {
  try {
    return await extractPath(path);
  } catch (error) {
    if (appErrorFrom(error) === null) throw error;
    return null;
  }
}

describe.skipIf(sharedFolder === null)(
  "chunks of real documents (needs ../shared)",
  () => {
    it.each([
      "docling",
      "pdfjs",
      "tika",
      "unstructured",
      "encodings",
      "markitdown",
      "pypdf-samples",
      "pdfplumber",
      "poi",
      "markdown-tree",
    ])(
      "%s: each is the exact range that it names, on its page",
      { timeout: 120_000 },
      async (set) => {
        for (const path of fiveTypeFiles(set)) {
          const extraction = await read(path);
          if (extraction === null) continue;
          const chunks = await chunkDocument(extraction, {
            maxTokens,
            countTokens: estimateTokens,
            signal,
          });
          for (const chunk of chunks) {
            const { start, end, page } = chunk;
            const range = extraction.pages.find(
              (one) => one.start <= start && start < one.end,
            );
            const isExact =
              extraction.text.slice(start, end) === chunk.text &&
              chunk.text !== "";
            const isOnPage =
              page === (range?.page ?? null) &&
              (range === undefined || end <= range.end);
            const isWhole =
              isGraphemeBoundary(extraction.text, start) &&
              isGraphemeBoundary(extraction.text, end);
            expect({ path, start, isExact, isOnPage, isWhole }).toEqual({
              path,
              start,
              isExact: true,
              isOnPage: true,
              isWhole: true,
            });
          }
          const tokens = await estimateTokens(
            chunks.map((chunk) => chunk.embeddingText),
          );
          expect([path, Math.max(0, ...tokens) <= maxTokens - 2]).toEqual([
            path,
            true,
          ]);
        }
      },
    );
  },
);
