import type { Block } from "#contract/library.ts";
import { cleanText } from "../clean-text.ts";
import { decodeText } from "../encoding.ts";
import { failures } from "../failures.ts";
import { onward, type Reading } from "../reader.ts";
import { markdownBlocks } from "./blocks.ts";

/** Markdown, kept as it is, with its blocks where they stand. */
export async function* readMarkdown(bytes: Uint8Array): Reading {
  const decoded = decodeText(bytes);
  if (decoded === null) throw failures.damaged("Markdown file", null);
  yield onward;
  const text = cleanText(decoded.text);
  const front = frontMatter(text);
  const frontBlock: Block = {
    kind: "code",
    start: 0,
    end: front.end,
    page: null,
    level: null,
  };
  const blocks = markdownBlocks(text, front.end);
  if (front.end > 0) blocks.unshift(frontBlock);
  if (blocks.length === 0) throw failures.noText(false);
  const title = front.title ?? firstTitle(text, blocks);
  return { mediaType: "text/markdown", title, text, pages: [], blocks };
}

/** YAML between two --- lines at the very start: data about the document, which Markdown would take for a heading. */
function frontMatter(text: string): { end: number; title: string | null } {
  const match =
    /^---[^\S\n]*\n[\s\S]{0,20000}?\n(?:---|\.\.\.)[^\S\n]*(?=\n|$)/.exec(text);
  if (match === null || !/^[\w-]+\s*:/m.test(match[0]))
    return { end: 0, title: null };
  const title = /^title\s*:\s*(.+)$/im.exec(match[0])?.[1]?.trim();
  return {
    end: match[0].length,
    title: title?.replace(/^(["'])(.*)\1$/, "$2") || null,
  };
}

function firstTitle(text: string, blocks: readonly Block[]): string | null {
  const heading = blocks.find((block) => block.kind === "heading");
  if (heading === undefined || heading.level !== 1) return null;
  const line = text.slice(heading.start, heading.end).split("\n")[0] ?? "";
  const words = line
    .replace(/^#+/, "")
    .trimEnd()
    .replace(/(?<!\s)\s+#+$/, "");
  return words.replace(/[*_`]/g, "").trim() || null;
}
