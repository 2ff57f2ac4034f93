import type { Element } from "../markup-tree.ts";

/** Never shown as text, or shown only by running something. */
const dropped = new Set([
  "head",
  "script",
  "style",
  "template",
  "noscript",
  "iframe",
  "frame",
  "frameset",
  "object",
  "embed",
  "applet",
  "svg",
  "canvas",
  "audio",
  "video",
  "map",
  "link",
  "meta",
  "base",
  "title",
  "select",
  "datalist",
  "rt",
  "rp",
  "!doctype",
  "xml",
  "noembed",
  "noframes",
]);

const blocks = new Set([
  "address",
  "article",
  "aside",
  "body",
  "center",
  "dd",
  "details",
  "dialog",
  "dir",
  "div",
  "dl",
  "dt",
  "fieldset",
  "figcaption",
  "figure",
  "footer",
  "form",
  "header",
  "hgroup",
  "hr",
  "html",
  "legend",
  "li",
  "main",
  "menu",
  "nav",
  "p",
  "search",
  "section",
  "summary",
  "caption",
  "td",
  "th",
  "tr",
  "tbody",
  "thead",
  "tfoot",
  "blockquote",
  "pre",
  "table",
  "ul",
  "ol",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "listing",
  "xmp",
  "plaintext",
  "option",
  "optgroup",
]);

/** True for what stands on lines of its own. */
export function isBlock(element: Element): boolean {
  return blocks.has(element.name);
}

/** True for what a browser without scripts would not show. */
export function isHidden(element: Element): boolean {
  if (dropped.has(element.name) || element.name.startsWith("?")) return true;
  const { attributes } = element;
  if (
    attributes["hidden"] !== undefined &&
    attributes["hidden"] !== "until-found"
  )
    return true;
  if (element.name === "dialog" && attributes["open"] === undefined)
    return true;
  const style = attributes["style"];
  return (
    style !== undefined &&
    /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)
  );
}
