import { Parser } from "htmlparser2";
import { failures } from "./failures.ts";
import { breathe, onward, type Reading } from "./reader.ts";

export interface Element {
  name: string;
  attributes: Record<string, string>;
  children: MarkupNode[];
}
export type MarkupNode = Element | string;

// Deeper elements become siblings, so that whoever walks the tree may recurse
const deepest = 200;
// No page nests so deep, and the parser takes time in the square of it
const deepestOpen = 20_000;
const maxNodes = 3_000_000;
const pieceChars = 262_144;

/**
 * Parses HTML or XML into a light tree, never failing on bad markup and never resolving a DTD, an entity
 * of one, or any reference. `take` sees each element as it closes; when it returns true the element is
 * dropped, which keeps memory flat for documents read piece by piece.
 */
export async function* parseMarkup(
  text: string,
  options: {
    kind: "html" | "xml";
    take?: (element: Element, parent: Element) => boolean;
  },
): Reading<Element> {
  const root: Element = { name: "", attributes: {}, children: [] };
  const open: Element[] = [root];
  let nodes = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        countNode();
        const element: Element = { name, attributes, children: [] };
        innermost().children.push(element);
        open.push(element);
      },
      ontext: (data) => {
        const children = innermost().children;
        const last = children.at(-1);
        if (typeof last === "string") {
          children[children.length - 1] = last + data;
          return;
        }
        countNode();
        children.push(data);
      },
      onclosetag: () => {
        const element = open.pop();
        const parent = innermost();
        if (element !== undefined && options.take?.(element, parent) === true)
          parent.children.splice(parent.children.lastIndexOf(element), 1);
      },
    },
    {
      xmlMode: options.kind === "xml",
      decodeEntities: true,
      recognizeCDATA: true,
      recognizeSelfClosing: options.kind === "xml",
    },
  );
  for (let at = 0; at < text.length; at += pieceChars) {
    parser.write(text.slice(at, at + pieceChars));
    yield onward;
    await breathe();
  }
  parser.end();
  return root;

  function innermost(): Element {
    return open[Math.min(open.length, deepest) - 1] ?? root;
  }

  function countNode(): void {
    nodes += 1;
    if (nodes > maxNodes || open.length > deepestOpen)
      throw failures.tooExpanded();
  }
}

/** First child element with this name. */
export function child(element: Element, name: string): Element | undefined {
  return element.children.find(
    (node): node is Element => typeof node !== "string" && node.name === name,
  );
}

export function childElements(element: Element): Element[] {
  return element.children.filter((node) => typeof node !== "string");
}

/** An answer about an element that is worked out once: trees are asked the same at each of their levels. */
export function remembered(
  question: (element: Element) => boolean,
): (element: Element) => boolean {
  const answers = new WeakMap<Element, boolean>();
  return (element) => {
    const known = answers.get(element) ?? question(element);
    answers.set(element, known);
    return known;
  };
}

/** All text below, as it stands. */
export function textOf(node: MarkupNode): string {
  return typeof node === "string" ? node : node.children.map(textOf).join("");
}
