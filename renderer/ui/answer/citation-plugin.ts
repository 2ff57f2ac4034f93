import { splitCitations } from "./citations.ts";

/** The little of a hast tree that these plugins touch. */
interface Node {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Node[];
}

const opaque = new Set(["code", "pre", "a", "annotation", "math"]);

/** HTML that a model or a document wrote is shown as the text that it is. */
export function rehypeHtmlAsText() {
  return (tree: Node): void => {
    visit(tree, (node) => {
      if (node.type === "raw") node.type = "text";
    });
  };
}

/** Citation markers in the text become <citation-chip> elements, outside code and links. */
export function rehypeCitations() {
  return (tree: Node): void => {
    visit(tree, (node) => {
      if (node.children === undefined || opaque.has(node.tagName ?? "")) return;
      node.children = node.children.flatMap((child) =>
        child.type === "text" && child.value?.includes("[")
          ? chipsIn(child.value)
          : [child],
      );
    });
  };
}

const chipsIn = (text: string): Node[] =>
  splitCitations(text, (number) => number > 0).map((piece) =>
    piece.kind === "text"
      ? { type: "text", value: piece.text }
      : {
          type: "element",
          tagName: "citation-chip",
          properties: { number: piece.number },
          children: [],
        },
  );

function visit(node: Node, change: (node: Node) => void): void {
  if (opaque.has(node.tagName ?? "")) return;
  change(node);
  for (const child of node.children ?? []) visit(child, change);
}
