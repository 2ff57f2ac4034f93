import { collapse } from "../clean-text.ts";
import { DocumentBuilder } from "../document-builder.ts";
import { decodeText } from "../encoding.ts";
import { failures } from "../failures.ts";
import { type Element, parseMarkup, textOf } from "../markup-tree.ts";
import type { Reading } from "../reader.ts";
import { RepeatBudget } from "../table-grid.ts";
import { HtmlFlow } from "./flow.ts";

/** A web page as Markdown: what a reader would see without scripts, styles and remote parts. */
export async function* readHtml(bytes: Uint8Array): Reading {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  const declared =
    /<meta[^<>]+charset\s*=\s*(?:["']\s*)?([\w-]+)|<\?xml[^<>]+encoding\s*=\s*["']([\w-]+)/i.exec(
      head,
    );
  const decoded = decodeText(bytes, declared?.[1] ?? declared?.[2] ?? null);
  if (decoded === null) throw failures.damaged("web page", null);
  const root = yield* parseMarkup(decoded.text, { kind: "html" });
  const builder = new DocumentBuilder();
  new HtmlFlow(builder, new RepeatBudget(decoded.text.length)).write(root);
  if (builder.isEmpty) throw failures.noText(false);
  return builder.build({ mediaType: "text/html", title: titleOf(root) });
}

function titleOf(root: Element): string | null {
  const pending: Element[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.name === "title") return collapse(textOf(next)) || null;
    if (next.name === "svg") continue;
    for (const node of next.children.toReversed())
      if (typeof node !== "string") pending.push(node);
  }
  return null;
}
