import { escapeText, link, tidyInline } from "../markdown-text.ts";
import { type Element, type MarkupNode, textOf } from "../markup-tree.ts";
import { isBlock, isHidden } from "./elements.ts";

/** Nodes as one run of Markdown; blocks inside are set apart by a space, and lists and tables flattened. */
export function inlineMarkdown(nodes: readonly MarkupNode[]): string {
  return nodes.map(inlineOf).join("");
}

/** The same on one line, for a heading or a table cell. */
export function lineMarkdown(nodes: readonly MarkupNode[]): string {
  return tidyInline(inlineMarkdown(nodes)).replace(/\n/g, " ");
}

function inlineOf(node: MarkupNode): string {
  if (typeof node === "string") return escapeText(node.replace(/\s+/g, " "));
  if (isHidden(node)) return "";
  switch (node.name) {
    case "br":
      return "\n";
    case "wbr":
      return "";
    case "a":
      return link(inlineMarkdown(node.children), node.attributes["href"] ?? "");
    case "code":
    case "kbd":
    case "samp":
    case "tt":
      return codeSpan(textOf(node));
    case "math":
      return mathText(node);
    case "q":
      return `“${inlineMarkdown(node.children)}”`;
    case "input":
    case "img":
      return "";
    case "li":
      return ` - ${inlineMarkdown(node.children).trim()} `;
    default: {
      const inner = inlineMarkdown(node.children);
      return isBlock(node) ? ` ${inner} ` : inner;
    }
  }
}

function codeSpan(text: string): string {
  const code = text.replace(/\s+/g, " ");
  if (code.trim() === "") return code;
  return code.includes("`") ? `\`\` ${code} \`\`` : `\`${code}\``;
}

/** TeX where the page brings it along, else the symbols in order. */
function mathText(math: Element): string {
  const tex = findTex(math);
  return tex === null ? textOf(math).replace(/\s+/g, " ") : `$${tex.trim()}$`;
}

function findTex(element: Element): string | null {
  if (
    element.name === "annotation" &&
    /tex/i.test(element.attributes["encoding"] ?? "")
  )
    return textOf(element);
  for (const node of element.children) {
    const found = typeof node === "string" ? null : findTex(node);
    if (found !== null) return found;
  }
  return null;
}
