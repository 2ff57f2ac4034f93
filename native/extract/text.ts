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
  // The paragraph that the lines so far have opened; none where the end is not after the start
  let open = { start: 0, end: 0 };
  for (let at = 0; at <= text.length; ) {
    const lineEnd = text.indexOf("\n", at);
    const next = lineEnd === -1 ? text.length : lineEnd;
    const line = text.slice(at, next);
    const start = next - line.trimStart().length;
    const end = at + line.trimEnd().length;
    if (start < end) open = { start: isOpen(open) ? open.start : start, end };
    else {
      addParagraph(blocks, text, open);
      open = { start: 0, end: 0 };
    }
    at = next + 1;
  }
  addParagraph(blocks, text, open);
  return blocks;

  function isOpen({ start, end }: typeof open): boolean {
    return end > start;
  }
}

function addParagraph(
  blocks: Block[],
  text: string,
  paragraph: { start: number; end: number },
): void {
  let { start } = paragraph;
  const { end } = paragraph;
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

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at -= 1;
  return at;
}
