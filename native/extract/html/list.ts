import type { ListLine } from "../list-markdown.ts";
import { tidyInline } from "../markdown-text.ts";
import { type Element, type MarkupNode, remembered } from "../markup-tree.ts";
import { isHidden } from "./elements.ts";
import { inlineMarkdown } from "./inline.ts";

const listNames = new Set(["ul", "ol", "menu", "dir"]);

/** A list and the lists inside of it as lines. */
export function listLines(list: Element, depth: number): ListLine[] {
  let number = Number.parseInt(list.attributes["start"] ?? "1", 10);
  if (!Number.isSafeInteger(number) || number < 0) number = 1;
  const lines: ListLine[] = [];
  for (const node of list.children) {
    if (typeof node === "string" ? node.trim() === "" : isHidden(node))
      continue;
    if (typeof node !== "string" && listNames.has(node.name)) {
      for (const line of listLines(node, depth + 1)) lines.push(line);
      continue;
    }
    const marker = list.name === "ol" ? `${number}.` : "-";
    const item = itemLines(
      typeof node === "string" ? [node] : node.children,
      marker,
      depth,
    );
    if (item.length > 0) number += 1;
    for (const line of item) lines.push(line);
  }
  return lines;
}

/** The item's own words on its line, whatever stands between its inner lists; then those lists. */
function itemLines(
  nodes: readonly MarkupNode[],
  marker: string,
  depth: number,
): ListLine[] {
  const own: MarkupNode[] = [];
  const inner: ListLine[] = [];
  gather(nodes);
  const text = tidyInline(inlineMarkdown(own)).replace(/\n/g, " ");
  if (text === "")
    return inner.map((line) => ({
      ...line,
      depth: Math.max(0, line.depth - 1),
    }));
  return [{ depth, marker, text }, ...inner];

  function gather(children: readonly MarkupNode[]): void {
    for (const node of children) {
      if (typeof node === "string") own.push(node);
      else if (isHidden(node)) continue;
      else if (listNames.has(node.name))
        for (const line of listLines(node, depth + 1)) inner.push(line);
      else if (holdsList(node)) {
        own.push(" ");
        gather(node.children);
        own.push(" ");
      } else own.push(node);
    }
  }
}

// Asked again at each level of the tree
const holdsList = remembered((element: Element): boolean =>
  element.children.some(
    (node) =>
      typeof node !== "string" && (listNames.has(node.name) || holdsList(node)),
  ),
);
