import { child, childElements, type Element } from "../markup-tree.ts";

export interface ParagraphStyle {
  /** 1 to 6; null when it is no heading. */
  headingLevel: number | null;
  kind: "text" | "code" | "quote";
  numbering: { list: string; level: number } | null;
}

export type Styles = ReadonlyMap<string, ParagraphStyle>;

const plain: ParagraphStyle = {
  headingLevel: null,
  kind: "text",
  numbering: null,
};
const deepestBase = 20;

/** Paragraph styles by id, with what they take over from the styles they are based on. */
export function readStyles(root: Element | null): Styles {
  const elements = new Map<string, Element>();
  for (const style of root === null ? [] : childElements(root)) {
    const id = style.attributes["w:styleId"];
    if (style.name === "w:style" && id !== undefined) elements.set(id, style);
  }
  const styles = new Map<string, ParagraphStyle>();
  for (const id of elements.keys()) styles.set(id, resolve(id, elements, 0));
  return styles;
}

function resolve(
  id: string,
  elements: ReadonlyMap<string, Element>,
  depth: number,
): ParagraphStyle {
  const style = elements.get(id);
  if (style === undefined || depth > deepestBase) return plain;
  const baseId = child(style, "w:basedOn")?.attributes["w:val"];
  const base =
    baseId === undefined ? plain : resolve(baseId, elements, depth + 1);
  const name = (
    child(style, "w:name")?.attributes["w:val"] ?? id
  ).toLowerCase();
  const properties = child(style, "w:pPr");
  const isTableOfContents = /^(toc|index|table of)\b/.test(name);
  return {
    headingLevel: isTableOfContents
      ? null
      : (levelOfName(name) ?? outlineLevel(properties) ?? base.headingLevel),
    kind: kindOfName(name) ?? base.kind,
    numbering: numberingOf(properties) ?? base.numbering,
  };
}

function levelOfName(name: string): number | null {
  if (name === "title") return 1;
  const level = /^heading ([1-9])$/.exec(name)?.[1];
  return level === undefined ? null : Math.min(Number(level) + 1, 6);
}

function kindOfName(name: string): ParagraphStyle["kind"] | null {
  if (
    /^(source code|code|code block|html preformatted|plain code|verbatim)$/.test(
      name,
    )
  )
    return "code";
  return /^(intense )?quote$/.test(name) ? "quote" : null;
}

/** From a paragraph's or a style's properties; outline level 9 means body text. */
export function outlineLevel(properties: Element | undefined): number | null {
  const value =
    properties === undefined
      ? undefined
      : child(properties, "w:outlineLvl")?.attributes["w:val"];
  const level = Number(value);
  return value === undefined || !(level >= 0 && level <= 8)
    ? null
    : Math.min(level + 2, 6);
}

/** The list and level that properties name; list "0" takes a paragraph out of its style's list. */
export function numberingOf(
  properties: Element | undefined,
): { list: string; level: number } | null {
  const numbers =
    properties === undefined ? undefined : child(properties, "w:numPr");
  if (numbers === undefined) return null;
  const list = child(numbers, "w:numId")?.attributes["w:val"];
  const level = Number(child(numbers, "w:ilvl")?.attributes["w:val"] ?? 0);
  if (list === undefined) return null;
  return { list, level: level >= 0 && level <= 8 ? level : 0 };
}
