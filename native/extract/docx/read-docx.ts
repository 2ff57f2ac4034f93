import { collapse } from "../clean-text.ts";
import { DocumentBuilder } from "../document-builder.ts";
import { failures } from "../failures.ts";
import {
  child,
  childElements,
  type Element,
  parseMarkup,
  textOf,
} from "../markup-tree.ts";
import type { Reading } from "../reader.ts";
import { RepeatBudget } from "../table-grid.ts";
import { DocxFlow } from "./flow.ts";
import { readNumbering } from "./numbering.ts";
import { type DocxPackage, openDocx } from "./package.ts";
import { readStyles } from "./styles.ts";

const mediaType =
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** A Word document as Markdown, block by block: headers, footers, comments and deleted text stay out. */
export async function* readDocx(bytes: Uint8Array): Reading {
  const docx = yield* openDocx(bytes);
  const builder = new DocumentBuilder();
  const flow = new DocxFlow(builder, {
    styles: readStyles(yield* docx.part("styles")),
    numbering: readNumbering(yield* docx.part("numbering")),
    links: docx.links,
    charts: docx.charts,
    budget: new RepeatBudget(docx.main.length),
  });
  let hasBody = false;
  yield* parseMarkup(docx.main, {
    kind: "xml",
    take: (element, parent) => {
      if (parent.name !== "w:body") return false;
      hasBody = true;
      flow.block(element);
      return true;
    },
  });
  if (!hasBody) throw failures.damaged("Word document", null);
  flow.finish();
  yield* writeNotes(docx, "footnotes", flow);
  yield* writeNotes(docx, "endnotes", flow);
  if (builder.isEmpty) throw failures.noText(false);
  return builder.build({ mediaType, title: yield* titleOf(docx) });
}

async function* writeNotes(
  docx: DocxPackage,
  name: "footnotes" | "endnotes",
  flow: DocxFlow,
): Reading<void> {
  const notes = yield* docx.part(name);
  if (notes === null) return;
  for (const note of childElements(notes)) {
    const id = note.attributes["w:id"];
    if (id === undefined || note.attributes["w:type"] !== undefined) continue;
    flow.note(name === "footnotes" ? id : `e${id}`, note);
  }
}

async function* titleOf(docx: DocxPackage): Reading<string | null> {
  const properties: Element | null = yield* docx.part("properties");
  const title = properties === null ? undefined : child(properties, "dc:title");
  return title === undefined ? null : collapse(textOf(title)) || null;
}
