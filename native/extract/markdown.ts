import type { RootContent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import type { Block, BlockKind } from "#contract/library.ts";
import { cleanText } from "./clean-text.ts";
import { decodeText } from "./encoding.ts";
import { failures } from "./failures.ts";
import { cutMarkdown, frontMatter } from "./markdown-pieces.ts";
import { breathe, onward, type Reading } from "./reader.ts";

const kinds: Partial<Record<RootContent["type"], BlockKind>> = {
  heading: "heading",
  paragraph: "paragraph",
  list: "list",
  table: "table",
  code: "code",
  blockquote: "quote",
  html: "paragraph",
  footnoteDefinition: "paragraph",
};
// Only blocks matter here, and inline constructs are where a hostile file makes a parser slow
const blocksOnly = {
  disable: {
    null: [
      "attention",
      "autolink",
      "characterEscape",
      "characterReference",
      "codeText",
      "hardBreakEscape",
      "htmlText",
      "labelEnd",
      "labelStartImage",
      "labelStartLink",
    ],
  },
};
const longestListChars = 4000;

/** Markdown, kept as it is; blocks come from the positions of its syntax tree. */
export async function* readMarkdown(bytes: Uint8Array): Reading {
  const decoded = decodeText(bytes);
  if (decoded === null) throw failures.damaged("Markdown file", null);
  const text = cleanText(decoded.text);
  const front = frontMatter(text);
  const blocks: Block[] =
    front.end > 0
      ? [{ kind: "code", start: 0, end: front.end, page: null, level: null }]
      : [];
  for (const piece of cutMarkdown(text, front.end)) {
    blocks.push(...blocksOf(text, piece.start, piece.end));
    yield onward;
    await breathe();
  }
  if (blocks.length === 0) throw failures.noText(false);
  return {
    mediaType: "text/markdown",
    title: front.title ?? firstTitle(text, blocks),
    text,
    pages: [],
    blocks,
  };
}

function blocksOf(text: string, from: number, to: number): Block[] {
  const tree = fromMarkdown(text.slice(from, to), {
    extensions: [gfm(), blocksOnly],
    mdastExtensions: [gfmFromMarkdown()],
  });
  return tree.children.flatMap((node) => {
    const kind = kinds[node.type];
    const range = offsets(node, from);
    if (kind === undefined || range === null || isInvisible(node)) return [];
    if (node.type === "list" && range.end - range.start > longestListChars)
      return node.children.flatMap((item) => {
        const itemRange = offsets(item, from);
        return itemRange === null
          ? []
          : [{ kind, ...itemRange, page: null, level: null }];
      });
    return [
      {
        kind,
        ...range,
        page: null,
        level: node.type === "heading" ? node.depth : null,
      },
    ];
  });
}

function offsets(
  node: Pick<RootContent, "position">,
  from: number,
): { start: number; end: number } | null {
  const start = node.position?.start.offset;
  const end = node.position?.end.offset;
  if (start === undefined || end === undefined || end <= start) return null;
  return { start: start + from, end: end + from };
}

function isInvisible(node: RootContent): boolean {
  return node.type === "html" && /^<!--[\s\S]*-->\s*$/.test(node.value);
}

function firstTitle(text: string, blocks: readonly Block[]): string | null {
  const heading = blocks.find((block) => block.kind === "heading");
  if (heading === undefined || heading.level !== 1) return null;
  const line = text.slice(heading.start, heading.end).split("\n")[0] ?? "";
  return (
    line
      .replace(/^#+\s*|\s*#+\s*$/g, "")
      .replace(/[*_`]/g, "")
      .trim() || null
  );
}
