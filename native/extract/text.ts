import type { Block } from "#contract/library.ts";
import type { Extraction } from "#core/ports/extractor.ts";
import { cleanText } from "./clean-text.ts";
import { cutAt } from "./cut-text.ts";
import { decodeText } from "./encoding.ts";
import { failures } from "./failures.ts";
import { onward, type Reading } from "./reader.ts";

// A log without blank lines is still cut into blocks that a viewer can load one by one
const longestBlockChars = 4000;

/** Plain text, kept as it is; blocks are its paragraphs. */
export async function* readText(bytes: Uint8Array): Reading {
  const decoded = decodeText(bytes);
  if (decoded === null) throw failures.damaged("text file", null);
  yield onward;
  const text = cleanText(decoded.text);
  const blocks = paragraphs(text);
  if (blocks.length === 0) throw failures.noText(false);
  const extraction: Extraction = {
    mediaType: "text/plain",
    title: null,
    text,
    pages: [],
    blocks,
  };
  return extraction;
}

function paragraphs(text: string): Block[] {
  const blocks: Block[] = [];
  for (const match of text.matchAll(/\S[^\n]*(?:\n[^\S\n]*\S[^\n]*)*/g)) {
    let start = match.index;
    const end = match.index + match[0].trimEnd().length;
    while (start < end) {
      const cut = cutAt(text, start, end, longestBlockChars);
      blocks.push({
        kind: "paragraph",
        start,
        end: trimmedEnd(text, start, cut),
        page: null,
        level: null,
      });
      start = cut;
      while (start < end && /\s/.test(text.charAt(start))) start += 1;
    }
  }
  return blocks;
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at -= 1;
  return at;
}
