import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { AppError } from "#contract/errors.ts";
import type { Block } from "#contract/library.ts";
import type { Extraction, Extractor } from "#core/ports/extractor.ts";

export interface FakeExtractor extends Extractor {
  /** Raise it to be a newer version. */
  readersVersion: number;
  /** Paths in the order they were read. */
  readonly read: string[];
  /** Reads of a path whose name contains this wait until release() is called, or forever. */
  hold(part: string): { release(): void; reached: Promise<void> };
}

/** Reads text files as they are, a paragraph a block. A name with "crash", "empty" or "unsupported" fails so. */
export function fakeExtractor(): FakeExtractor {
  const read: string[] = [];
  const holds: { part: string; wait: Promise<void>; reach: () => void }[] = [];
  return {
    readersVersion: 1,
    read,
    hold: (part) => {
      const wait = Promise.withResolvers<void>();
      const reached = Promise.withResolvers<void>();
      holds.push({ part, wait: wait.promise, reach: reached.resolve });
      return { release: wait.resolve, reached: reached.promise };
    },
    extract: async (path, { onProgress }) => {
      read.push(path);
      onProgress?.({ page: 1, pages: 2 });
      for (const { part, wait, reach } of holds)
        if (path.includes(part)) {
          reach();
          await wait;
        }
      if (path.includes("crash"))
        throw new AppError("extraction-crashed", "It crashed.");
      if (path.includes("unsupported"))
        throw new AppError("unsupported-type", "Not this type.");
      const bytes = await readFile(path);
      return {
        ...extractionOf(bytes.toString("utf8")),
        fileHash: createHash("sha256").update(bytes).digest("hex"),
      };
    },
  };
}

function extractionOf(text: string): Extraction {
  if (text.trim() === "")
    throw new AppError("no-text", "There is no text in it.");
  const blocks: Block[] = [...text.matchAll(/[^\n](?:.|\n(?!\n))*/g)].map(
    (match) => {
      const marks = /^(#{1,6}) /.exec(match[0])?.[1];
      return {
        kind: marks === undefined ? "paragraph" : "heading",
        start: match.index,
        end: match.index + match[0].trimEnd().length,
        page: null,
        level: marks?.length ?? null,
      };
    },
  );
  return { mediaType: "text/plain", title: null, text, pages: [], blocks };
}
