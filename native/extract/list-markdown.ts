import type { DocumentBuilder } from "./document-builder.ts";

export interface ListLine {
  /** 0 for the outermost list. */
  depth: number;
  /** "-" or "3." */
  marker: string;
  text: string;
}

// A longer list becomes several blocks, so that a viewer can load it part by part
const longestListChars = 4000;
const deepestIndent = 8;

/** Adds a list, cut between outermost items where it is long. */
export function addList(
  builder: DocumentBuilder,
  lines: readonly ListLine[],
): void {
  let pending: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (line.depth === 0 && length > longestListChars) {
      builder.add("list", pending.join("\n"));
      pending = [];
      length = 0;
    }
    const indent = "    ".repeat(Math.min(line.depth, deepestIndent));
    const text = line.text.replace(/\n/g, `\n${indent}    `);
    const markdown = `${indent}${line.marker} ${text}`;
    pending.push(markdown);
    length += markdown.length;
  }
  if (pending.length > 0) builder.add("list", pending.join("\n"));
}
