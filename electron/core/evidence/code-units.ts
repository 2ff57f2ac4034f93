import type { TextRange } from "./sentence-ranges.ts";

/** An object or element of data up to this length is one unit. */
const maxObjectChars = 700;
const maxLineChars = 200;

/** What of a block of code is code: without its fences, and the opening one where it has any. */
export function codeBody(
  text: string,
  block: TextRange,
): { body: TextRange; fence: TextRange | null } {
  const code = text.slice(block.start, block.end);
  const [mark] = /^(?:`{3,}|~{3,})/u.exec(code) ?? [];
  if (mark === undefined) return { body: block, fence: null };
  const firstEnd = code.indexOf("\n");
  if (firstEnd === -1) return { body: block, fence: null };
  const lastStart = code.lastIndexOf("\n") + 1;
  const isClosed =
    lastStart > firstEnd && code.slice(lastStart).trim().startsWith(mark);
  return {
    body: {
      start: block.start + firstEnd + 1,
      end: isClosed ? block.start + lastStart - 1 : block.end,
    },
    fence: { start: block.start, end: block.start + firstEnd },
  };
}

/**
 * The objects of JSON and the elements of XML that hold no further ones: each says a thing whole, a line of it does
 * not. Whole lines where they stand on several; objects within a short line are left to the line. In order, linear.
 */
export function dataObjects(text: string, body: TextRange): TextRange[] {
  const code = text.slice(body.start, body.end);
  const first = code.trimStart().charAt(0);
  const found =
    first === "<" ? elements(code) : isData(code) ? objects(code) : [];
  const ranges: TextRange[] = [];
  for (const range of found) {
    const inner = code.slice(range.start, range.end);
    const lineStart = code.lastIndexOf("\n", range.start) + 1;
    const next = code.indexOf("\n", range.end);
    const lineEnd = next === -1 ? code.length : next;
    const isOverLines = inner.includes("\n");
    if (!isOverLines && lineEnd - lineStart <= maxLineChars) continue;
    const whole = isOverLines ? { start: lineStart, end: lineEnd } : range;
    const start = Math.max(whole.start, (ranges.at(-1)?.end ?? 0) - body.start);
    if (whole.end - start > maxObjectChars || start >= whole.end) continue;
    ranges.push({ start: body.start + start, end: body.start + whole.end });
  }
  return ranges;
}

/** Names in quotation marks before colons, as objects of JSON have and blocks of code don't. */
const isData = (code: string) =>
  /[{,]\s{0,99}"[^"\n]{0,99}"\s{0,9}:/u.test(code);

function objects(code: string): TextRange[] {
  const found: TextRange[] = [];
  let open = -1;
  let isInString = false;
  for (let at = 0; at < code.length; at += 1) {
    const sign = code.charAt(at);
    if (isInString) {
      if (sign === "\\") at += 1;
      else if (sign === '"' || sign === "\n") isInString = false;
    } else if (sign === '"') isInString = true;
    else if (sign === "{") open = at;
    else if (sign === "}" && open !== -1) {
      found.push({ start: open, end: at + 1 });
      open = -1;
    }
  }
  return found;
}

const tag = /<(\/?)[\p{L}_][^<>]{0,2000}>/gu;

/** Elements whose own elements hold text alone. */
function elements(code: string): TextRange[] {
  const found: TextRange[] = [];
  // How many levels are below each open element
  const open: { start: number; levels: number }[] = [];
  for (const match of code.matchAll(tag)) {
    if (match[1] === "") {
      if (match[0].endsWith("/>")) {
        const outer = open.at(-1);
        if (outer !== undefined) outer.levels = Math.max(outer.levels, 1);
      } else open.push({ start: match.index, levels: 0 });
      continue;
    }
    const own = open.pop();
    if (own === undefined) continue;
    if (own.levels === 1)
      found.push({ start: own.start, end: match.index + match[0].length });
    const outer = open.at(-1);
    if (outer !== undefined)
      outer.levels = Math.max(outer.levels, own.levels + 1);
  }
  return found;
}
