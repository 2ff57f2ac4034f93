import { escapeText, link } from "../markdown-text.ts";
import { child, childElements, type Element } from "../markup-tree.ts";
import { mathMarkdown } from "./math.ts";

export interface RunContext {
  links: ReadonlyMap<string, string>;
  /** Text boxes and charts, which stand beside the text and are written after the paragraph. */
  onAside: (element: Element) => void;
}

// Deleted and moved text, field codes, properties, and what shows no words
const dropped = new Set([
  "w:del",
  "w:moveFrom",
  "w:delText",
  "w:instrText",
  "w:delInstrText",
  "w:pPr",
  "w:rPr",
  "w:sdtPr",
  "w:sdtEndPr",
  "w:rt",
  "w:commentReference",
  "w:annotationRef",
  "w:footnoteRef",
  "w:endnoteRef",
  "w:tblPr",
  "w:trPr",
  "w:tcPr",
  "mc:Fallback",
  "w:lastRenderedPageBreak",
  "w:numPr",
  "w:sectPr",
]);
const symbols: Record<string, string> = {
  f0fe: "☒",
  f0a8: "☐",
  f06f: "☐",
  f0fc: "✓",
  f0fb: "✗",
  f0b7: "•",
  f0e0: "→",
  f0df: "←",
  f0e8: "➔",
};

/** The running text of a paragraph, hyperlinks and formulas included. */
export function runsMarkdown(element: Element, context: RunContext): string {
  return childElements(element)
    .map((node) => nodeMarkdown(node, context))
    .join("");
}

function nodeMarkdown(node: Element, context: RunContext): string {
  if (dropped.has(node.name)) return "";
  switch (node.name) {
    case "w:t":
      return escapeText(textIn(node));
    case "w:tab":
    case "w:ptab":
      return " ";
    case "w:br":
      return node.attributes["w:type"] === undefined ||
        node.attributes["w:type"] === "textWrapping"
        ? "\n"
        : " ";
    case "w:cr":
      return "\n";
    case "w:noBreakHyphen":
      return "-";
    case "w:sym":
      return symbols[(node.attributes["w:char"] ?? "").toLowerCase()] ?? "";
    case "w:footnoteReference":
      return noteMark(node, "");
    case "w:endnoteReference":
      return noteMark(node, "e");
    case "w:hyperlink": {
      const target = context.links.get(node.attributes["r:id"] ?? "");
      const text = runsMarkdown(node, context);
      return target === undefined ? text : link(text, target);
    }
    case "w:r":
      return isVanished(node) ? "" : runsMarkdown(node, context);
    case "m:oMathPara":
      return `\n$$${mathMarkdown(node)}$$\n`;
    case "m:oMath":
      return `$${mathMarkdown(node)}$`;
    case "w:txbxContent":
    case "c:chart":
      context.onAside(node);
      return "";
    case "mc:AlternateContent":
      return alternative(node, context);
    default:
      return runsMarkdown(node, context);
  }
}

/** Word writes the same shape twice, for itself and for older programs. */
function alternative(node: Element, context: RunContext): string {
  const chosen = child(node, "mc:Choice") ?? child(node, "mc:Fallback");
  return chosen === undefined ? "" : runsMarkdown(chosen, context);
}

function textIn(node: Element): string {
  return node.children
    .filter((part) => typeof part === "string")
    .join("")
    .replace(/\s/g, " ");
}

function noteMark(node: Element, prefix: string): string {
  const id = node.attributes["w:id"];
  return id === undefined ? "" : `[^${prefix}${id}]`;
}

function isVanished(run: Element): boolean {
  const properties = child(run, "w:rPr");
  const vanish =
    properties === undefined ? undefined : child(properties, "w:vanish");
  return (
    vanish !== undefined &&
    !/^(0|false|off)$/.test(vanish.attributes["w:val"] ?? "")
  );
}
