import { withoutLinkTargets } from "./link-targets.ts";

const definition = /^ {0,3}\[(?!\^)[^\]]+\]:[ \t]*\S/;
const tableRule = /^[\s|:-]+$/;
const fence = /^\s*(?:`{3}|~{3})/;
const headingMarks = /^[ \t]*#{1,6}[ \t]+/;

/**
 * What of a chunk says something to an embedding model: link targets, table rules and fences don't.
 * Line by line, so that it takes time in proportion to the text, whatever stands in it.
 */
export function embeddedText(markdown: string): string {
  const said = withoutComments(markdown)
    .split("\n")
    .map((line) => (saysNothing(line) ? "" : line.replace(headingMarks, "")))
    .join("\n");
  return withoutLinkTargets(said)
    .replace(/[\s|]+/g, (gap) => (gap.includes("|") ? " " : gap))
    .replace(/\\(?=[*_`<#>|[\]])/g, "")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function saysNothing(line: string): boolean {
  const isTableRule =
    tableRule.test(line) && line.includes("|") && line.includes("-");
  return (
    isTableRule ||
    definition.test(line) ||
    isThematicBreak(line) ||
    fence.test(line)
  );
}

function isThematicBreak(line: string): boolean {
  if (!/^ {0,3}[-*_]/.test(line)) return false;
  const marks = line.replace(/[ \t]/g, "");
  return marks.length >= 3 && marks === marks.charAt(0).repeat(marks.length);
}

/** A comment that is never closed stays. */
function withoutComments(text: string): string {
  const kept: string[] = [];
  let at = 0;
  for (
    let open = text.indexOf("<!--");
    open !== -1;
    open = text.indexOf("<!--", at)
  ) {
    const close = text.indexOf("-->", open + 4);
    if (close === -1) break;
    kept.push(text.slice(at, open));
    at = close + 3;
  }
  return kept.length === 0 ? text : `${kept.join("")}${text.slice(at)}`;
}

// Headings go before every chunk below them; longer ones are text that was marked as a heading
const maxHeadingChars = 300;

/** A heading's words without its marks, cut where they go on. */
export function headingText(markdown: string): string {
  return embeddedText(
    markdown.slice(0, 4 * maxHeadingChars).replace(/\n[=-]+\s*$/, ""),
  )
    .replace(/(?<!\s)\s+#+$/, "")
    .replace(
      /(?<![\p{L}\p{N}])[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?![\p{L}\p{N}])/gu,
      "",
    )
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, maxHeadingChars)
    .replace(/[\ud800-\udbff]$/, "");
}
