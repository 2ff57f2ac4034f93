import { DocumentBuilder } from "../document-builder.ts";
import { addList } from "../list-markdown.ts";
import {
  escapeLineStarts,
  fencedCode,
  quoted,
  tableMarkdown,
  tidyInline,
} from "../markdown-text.ts";
import {
  child,
  type Element,
  type MarkupNode,
  remembered,
} from "../markup-tree.ts";
import type { RepeatBudget } from "../table-grid.ts";
import { isBlock, isHidden } from "./elements.ts";
import { inlineMarkdown, lineMarkdown } from "./inline.ts";
import { listLines } from "./list.ts";
import { isLayoutTable, tableRows } from "./table.ts";

/** Writes the flow of a page into blocks: inline nodes gather until a block element ends their paragraph. */
export class HtmlFlow {
  readonly #builder: DocumentBuilder;
  readonly #budget: RepeatBudget;
  #inline: MarkupNode[] = [];

  constructor(builder: DocumentBuilder, budget: RepeatBudget) {
    this.#builder = builder;
    this.#budget = budget;
  }

  write(element: Element): void {
    this.#children(element);
    this.#endParagraph();
  }

  #children(element: Element): void {
    for (const node of element.children) {
      if (typeof node === "string") this.#inline.push(node);
      else if (!isHidden(node)) this.#element(node);
    }
  }

  #element(element: Element): void {
    if (!isBlock(element)) {
      // A block inside of an inline element (a link around a card) still ends paragraphs
      if (!hasBlock(element)) this.#inline.push(element);
      else this.#children(element);
      return;
    }
    this.#endParagraph();
    this.#block(element);
    this.#endParagraph();
  }

  #block(element: Element): void {
    switch (element.name) {
      case "h1":
      case "h2":
      case "h3":
      case "h4":
      case "h5":
      case "h6":
        this.#heading(element, Number(element.name.charAt(1)));
        return;
      case "ul":
      case "ol":
      case "menu":
      case "dir":
        addList(this.#builder, listLines(element, 0));
        return;
      case "pre":
      case "listing":
      case "xmp":
      case "plaintext":
        this.#builder.add(
          "code",
          fencedCode(preText(element), languageOf(element)),
        );
        return;
      case "blockquote":
        this.#quote(element);
        return;
      case "table":
        this.#table(element);
        return;
      default:
        this.#children(element);
        return;
    }
  }

  #heading(element: Element, level: number): void {
    const text = lineMarkdown(element.children);
    if (text !== "")
      this.#builder.add("heading", `${"#".repeat(level)} ${text}`, level);
  }

  #quote(element: Element): void {
    const inner = new DocumentBuilder();
    new HtmlFlow(inner, this.#budget).write(element);
    const { text } = inner.build({ mediaType: "", title: null });
    this.#builder.add("quote", quoted(text));
  }

  #table(element: Element): void {
    if (isLayoutTable(element)) {
      this.#children(element);
      return;
    }
    const caption = child(element, "caption");
    if (caption !== undefined)
      this.#builder.add("paragraph", lineMarkdown(caption.children));
    this.#builder.add("table", tableMarkdown(tableRows(element, this.#budget)));
  }

  #endParagraph(): void {
    if (this.#inline.length === 0) return;
    const text = tidyInline(inlineMarkdown(this.#inline));
    this.#inline = [];
    if (text !== "") this.#builder.add("paragraph", escapeLineStarts(text));
  }
}

// Asked again at each level of the tree
const hasBlock = remembered((element: Element): boolean =>
  element.children.some(
    (node) =>
      typeof node !== "string" &&
      !isHidden(node) &&
      (isBlock(node) || hasBlock(node)),
  ),
);

function preText(element: Element): string {
  const text = element.children
    .map((node) =>
      typeof node === "string"
        ? node
        : node.name === "br"
          ? "\n"
          : isHidden(node)
            ? ""
            : preText(node),
    )
    .join("");
  return element.name === "pre" ? text.replace(/^\r?\n/, "") : text;
}

function languageOf(element: Element): string {
  const inner = child(element, "code");
  const classes = `${element.attributes["class"] ?? ""} ${inner?.attributes["class"] ?? ""}`;
  return (
    /(?:language|lang|highlight-source)-([\w+#-]+)/.exec(classes)?.[1] ?? ""
  );
}
