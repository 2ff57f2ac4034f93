import type { Nodes } from "mdast";
import { createElement, Fragment, type ReactNode } from "react";
import { CopyLink } from "../copy-link.tsx";
import { WideTable } from "../wide-table.tsx";
import { type Range, splitMarked } from "./align.ts";

/** What drawing a node needs to know of the document around it. */
export interface DrawContext {
  /** The text of the section. */
  source: string;
  /** Where the section starts in the document. */
  sourceStart: number;
  marks: readonly Range[];
  /** How what is marked looks. */
  markClass: string;
  /** What stands for a picture: none is ever loaded. */
  pictureWords: (alt: string) => string;
  /** Opens what a link leads to, where that is a document of the library; false where it is not. Absent: it is copied. */
  openLink?: (address: string) => Promise<boolean>;
}

/**
 * Draws a node of extracted Markdown. The text is not to be trusted: HTML is shown as it is written, pictures are
 * only named, and links are words.
 */
export function drawNode(node: Nodes, context: DrawContext): ReactNode {
  const key = `${node.type} ${node.position?.start.offset ?? 0}`;
  const inside = () =>
    "children" in node
      ? node.children.map((child) => drawNode(child, context))
      : null;
  const wrap = (tag: string, props: Record<string, unknown> = {}) =>
    createElement(tag, { key, ...props }, inside());
  switch (node.type) {
    case "root":
      return inside();
    case "paragraph":
      return wrap("p");
    case "heading":
      return wrap(`h${Math.min(6, node.depth + 1)}`);
    case "emphasis":
      return wrap("em");
    case "strong":
      return wrap("strong");
    case "delete":
      return wrap("del");
    case "blockquote":
      return wrap("blockquote");
    case "list":
      return wrap(
        node.ordered ? "ol" : "ul",
        node.ordered ? { start: node.start ?? 1 } : {},
      );
    case "listItem":
      return wrap("li");
    case "table":
      return (
        <WideTable key={key}>
          <table>
            <tbody>{inside()}</tbody>
          </table>
        </WideTable>
      );
    case "tableRow":
      return wrap("tr");
    case "tableCell":
      return wrap("td", isShort(node, context) ? { className: "short" } : {});
    case "break":
      return <br key={key} />;
    case "thematicBreak":
      return <hr key={key} />;
    case "code":
      return (
        <pre key={key}>
          <code>{drawText(node.value, node, context, codeStart)}</code>
        </pre>
      );
    case "inlineCode":
      return (
        <code key={key}>{drawText(node.value, node, context, () => 0)}</code>
      );
    case "text":
      return (
        <Fragment key={key}>
          {drawText(node.value, node, context, null)}
        </Fragment>
      );
    case "html":
      return (
        <span key={key} className="break-words whitespace-pre-wrap">
          {drawText(node.value, node, context, () => 0)}
        </span>
      );
    case "image":
    case "imageReference":
      return (
        <span key={key} className="text-quiet">
          {context.pictureWords(node.alt ?? "")}
        </span>
      );
    case "link":
      return (
        <CopyLink
          key={key}
          address={node.url}
          {...(context.openLink === undefined
            ? {}
            : { onOpen: context.openLink })}
        >
          {inside()}
        </CopyLink>
      );
    case "linkReference":
      return wrap("span", {
        className: "underline decoration-strong underline-offset-2",
      });
    default:
      return "children" in node ? (
        <Fragment key={key}>{inside()}</Fragment>
      ) : (
        <Fragment key={key}>
          {drawText(sourceOf(node, context), node, context, () => 0)}
        </Fragment>
      );
  }
}

const shortCellChars = 28;

/** A number, a date or a name: it is never broken over lines, however narrow the column. */
const isShort = (node: Nodes, context: DrawContext) =>
  sourceOf(node, context)
    .replace(/[|\s]+/g, " ")
    .trim().length <= shortCellChars;

const sourceOf = (node: Nodes, { source }: DrawContext) =>
  source.slice(
    node.position?.start.offset ?? 0,
    node.position?.end.offset ?? 0,
  );

/** The content of a fenced block begins below its fence. */
const codeStart = (source: string) =>
  /^\s*(```|~~~)/.test(source) ? source.indexOf("\n") + 1 : 0;

/** `contentStart` is given for literal text, where nothing is escaped. */
function drawText(
  value: string,
  node: Nodes,
  context: DrawContext,
  contentStart: ((source: string) => number) | null,
): ReactNode {
  const whole = sourceOf(node, context);
  const skipped = contentStart?.(whole) ?? 0;
  const start =
    context.sourceStart + (node.position?.start.offset ?? 0) + skipped;
  return splitMarked(
    value,
    whole.slice(skipped),
    start,
    context.marks,
    contentStart !== null,
  ).map(({ text, isMarked }, index) =>
    isMarked ? (
      // Segments of one node never change their order
      <mark key={`${start} ${String(index)}`} className={context.markClass}>
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
