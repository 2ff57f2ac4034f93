import type { DocumentBuilder } from "../document-builder.ts";
import { addList, type ListLine } from "../list-markdown.ts";
import {
  escapeLineStarts,
  escapeText,
  fencedCode,
  quoted,
  tableMarkdown,
  tidyInline,
} from "../markdown-text.ts";
import { child, childElements, type Element } from "../markup-tree.ts";
import type { RepeatBudget } from "../table-grid.ts";
import { chartName, chartRows } from "./chart.ts";
import type { Numbering } from "./numbering.ts";
import { runsMarkdown } from "./runs.ts";
import {
  numberingOf,
  outlineLevel,
  type ParagraphStyle,
  type Styles,
} from "./styles.ts";
import { tableCells } from "./table.ts";

export interface DocxParts {
  styles: Styles;
  numbering: Numbering;
  links: ReadonlyMap<string, string>;
  charts: ReadonlyMap<string, Element>;
  budget: RepeatBudget;
}

/** Writes Word's body elements as blocks: list items and code lines gather until something else comes. */
export class DocxFlow {
  readonly #builder: DocumentBuilder;
  readonly #parts: DocxParts;
  #list: ListLine[] = [];
  #code: string[] = [];

  constructor(builder: DocumentBuilder, parts: DocxParts) {
    this.#builder = builder;
    this.#parts = parts;
  }

  block(element: Element): void {
    switch (element.name) {
      case "w:p":
        this.#paragraph(element);
        return;
      case "w:tbl":
        this.#table(element);
        return;
      case "w:del":
      case "w:moveFrom":
      case "w:sectPr":
      case "w:sdtPr":
      case "w:sdtEndPr":
        return;
      case "mc:AlternateContent": {
        const chosen =
          child(element, "mc:Choice") ?? child(element, "mc:Fallback");
        if (chosen !== undefined) this.#blocks(chosen);
        return;
      }
      default:
        this.#blocks(element);
        return;
    }
  }

  /** A footnote's or endnote's text, under the mark that the document carries. */
  note(mark: string, element: Element): void {
    const text = this.#cellText(element);
    if (text !== "") this.#builder.add("paragraph", `[^${mark}]: ${text}`);
  }

  finish(): void {
    this.#endList();
    this.#endCode();
  }

  #blocks(element: Element): void {
    for (const inner of childElements(element)) this.block(inner);
  }

  #paragraph(element: Element): void {
    const asides: Element[] = [];
    const text = tidyInline(
      runsMarkdown(element, {
        links: this.#parts.links,
        onAside: (aside) => asides.push(aside),
      }),
    );
    this.#write(element, displayed(text));
    for (const aside of asides) this.#aside(aside);
  }

  #write(element: Element, text: string): void {
    const properties = child(element, "w:pPr");
    const style = this.#parts.styles.get(
      (properties && child(properties, "w:pStyle")?.attributes["w:val"]) ?? "",
    );
    if (style?.kind === "code") {
      this.#codeLine(element);
      return;
    }
    if (text === "") return;
    const level = outlineLevel(properties) ?? style?.headingLevel ?? null;
    const label = this.#label(properties, style);
    if (level !== null) {
      this.#heading(text, level, label?.text ?? "");
      return;
    }
    if (label !== null) {
      this.#endCode();
      this.#list.push(listLine(label.text, label.level, text));
      return;
    }
    this.finish();
    const lines = escapeLineStarts(text);
    const task = taskMark(text);
    if (task !== null) this.#builder.add("list", task);
    else if (style?.kind === "quote") this.#builder.add("quote", quoted(lines));
    else this.#builder.add("paragraph", lines);
  }

  #heading(text: string, level: number, label: string): void {
    this.finish();
    const line = `${label} ${text}`.trim().replace(/\n/g, " ");
    this.#builder.add("heading", `${"#".repeat(level)} ${line}`, level);
  }

  #label(
    properties: Element | undefined,
    style: ParagraphStyle | undefined,
  ): { text: string; level: number } | null {
    const own = numberingOf(properties) ?? style?.numbering ?? null;
    if (own === null || own.list === "0") return null;
    const text = this.#parts.numbering.next(own.list, own.level);
    return text === null ? null : { text, level: own.level };
  }

  #codeLine(element: Element): void {
    this.#endList();
    const text = runsMarkdown(element, {
      links: new Map(),
      onAside: () => undefined,
    });
    this.#code.push(text.replace(/\\([*`<_])/g, "$1"));
  }

  #table(element: Element): void {
    this.finish();
    const cells = tableCells(
      element,
      (cell) => this.#cellText(cell),
      this.#parts.budget,
    );
    // A frame around a part of the text is no table
    if (cells.length === 1 && cells[0]?.length === 1) {
      for (const cell of cellElements(element)) this.#blocks(cell);
      return;
    }
    this.#builder.add("table", tableMarkdown(cells));
  }

  /** Everything in a cell on one line. */
  #cellText(cell: Element): string {
    const texts = childElements(cell).map((inner) => {
      if (inner.name === "w:p") return this.#cellParagraph(inner);
      if (inner.name === "w:tbl")
        return tableCells(
          inner,
          (nested) => this.#cellText(nested),
          this.#parts.budget,
        )
          .flat()
          .join(" ");
      return /Pr$/.test(inner.name) ? "" : this.#cellText(inner);
    });
    return texts.filter((text) => text !== "").join(" ");
  }

  #cellParagraph(element: Element): string {
    const asides: string[] = [];
    const onAside = (aside: Element) => {
      if (aside.name === "w:txbxContent") asides.push(this.#cellText(aside));
    };
    const text = tidyInline(
      runsMarkdown(element, { links: this.#parts.links, onAside }),
    );
    const properties = child(element, "w:pPr");
    const label = text === "" ? null : this.#label(properties, undefined);
    const line =
      label?.text === "" ? `- ${text}` : `${label?.text ?? ""} ${text}`.trim();
    return [taskMark(text) ?? line, ...asides]
      .join(" ")
      .replace(/\n/g, " ")
      .trim();
  }

  #aside(aside: Element): void {
    this.finish();
    if (aside.name === "w:txbxContent") {
      this.#blocks(aside);
      return;
    }
    const chart = this.#parts.charts.get(aside.attributes["r:id"] ?? "");
    if (chart === undefined) return;
    this.#builder.add("paragraph", escapeText(chartName(chart)));
    this.#builder.add("table", tableMarkdown(chartRows(chart)));
  }

  #endList(): void {
    if (this.#list.length > 0) addList(this.#builder, this.#list);
    this.#list = [];
  }

  #endCode(): void {
    if (this.#code.length > 0)
      this.#builder.add("code", fencedCode(this.#code.join("\n")));
    this.#code = [];
  }
}

/** Formulas that have a paragraph to themselves stand on lines of their own. */
function displayed(text: string): string {
  const formulas = text.match(/(?<!\$)\$[^$]+\$(?!\$)/g);
  if (
    formulas === null ||
    formulas.join("") !== text.replace(/(?<=\$)\s+(?=\$)/g, "")
  )
    return text;
  return formulas.map((formula) => `$${formula}$`).join("\n");
}

/** Word's own boxes as task-list marks; null where there is none. */
function taskMark(text: string): string | null {
  const box = /^([☒☑☐])\s*(?=\S)/.exec(text);
  if (box === null) return null;
  return `- [${box[1] === "☐" ? " " : "x"}] ${text.slice(box[0].length)}`;
}

/** "1." is Markdown's own; "1.1." and "(a)" are words of the document and stay readable behind a bullet. */
function listLine(label: string, depth: number, text: string): ListLine {
  if (label === "") return { depth, marker: "-", text };
  if (/^\d{1,9}[.)]$/.test(label))
    return { depth, marker: `${Number.parseInt(label, 10)}.`, text };
  return { depth, marker: "-", text: `${label} ${text}` };
}

function cellElements(table: Element): Element[] {
  return childElements(table).flatMap((element) => {
    if (element.name === "w:tc") return [element];
    return /Pr$/.test(element.name) ? [] : cellElements(element);
  });
}
