import type { Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { isTooTangled } from "../too-tangled.ts";

/** Plain text as it is: nothing in it is Markdown, whatever it looks like. */
export function plainTree(text: string): Root {
  const start = { line: 1, column: 1, offset: 0 };
  const position = { start, end: { ...start, offset: text.length } };
  return {
    type: "root",
    position,
    children: [
      {
        type: "paragraph",
        position,
        children: [{ type: "text", value: text, position }],
      },
    ],
  };
}

/**
 * The tree of extracted Markdown, every node with its exact offsets in the text. Text that is too tangled for a
 * parser is one node that is shown as it is written.
 */
export function parseMarkdown(text: string): Root {
  if (isTooTangled(text)) return asWritten(text);
  return fromMarkdown(text, {
    extensions: [gfm()],
    mdastExtensions: [gfmFromMarkdown()],
  });
}

/** As HTML in Markdown is shown: its signs and its lines kept. */
function asWritten(text: string): Root {
  const start = { line: 1, column: 1, offset: 0 };
  const position = { start, end: { ...start, offset: text.length } };
  return { type: "root", children: [{ type: "html", value: text, position }] };
}
