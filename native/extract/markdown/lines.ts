export interface Line {
  text: string;
  start: number;
  /** Before the line end. */
  end: number;
}

/** Cut at \n; ranges are offsets into the text. There is always one, empty for an empty text. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const at = text.indexOf("\n", start);
    const end = at === -1 ? text.length : at;
    lines.push({ text: text.slice(start, end), start, end });
    start = end + 1;
  }
  return lines;
}

export const isBlank = (line: Line | undefined): boolean =>
  line === undefined || line.text.trim() === "";

/** The level 1 to 6 of a heading with #; null for any other line. */
export const headingMark = (line: Line): number | null =>
  /^ {0,3}(#{1,6})(?:[ \t]|$)/.exec(line.text)?.[1]?.length ?? null;

/** A line across: three or more of one mark and nothing else. */
export function isRule({ text }: Line): boolean {
  if (!/^ {0,3}[-*_]/.test(text)) return false;
  const marks = text.replace(/[ \t]/g, "");
  return marks.length >= 3 && marks === marks.charAt(0).repeat(marks.length);
}
export const isQuote = (line: Line): boolean => /^ {0,3}>/.test(line.text);
export const isItem = (line: Line): boolean =>
  /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/.test(line.text);
export const isDefinition = (line: Line): boolean =>
  /^ {0,3}\[(?!\^)[^\]]+\]:\s*\S/.test(line.text);

/** In columns; a tab goes on to the next multiple of four. */
export function indentOf(line: Line): number {
  let indent = 0;
  for (const sign of line.text) {
    if (sign === " ") indent += 1;
    else if (sign === "\t") indent += 4 - (indent % 4);
    else break;
  }
  return indent;
}

/** The marks that open a code fence, at any indent. */
export function fenceMark(line: Line): string | null {
  const mark = /^\s*(`{3,}|~{3,})/.exec(line.text)?.[1] ?? null;
  if (mark === null || mark.startsWith("~")) return mark;
  const info = line.text.slice(line.text.indexOf(mark) + mark.length);
  return info.includes("`") ? null : mark;
}

/** The first line after the fence that opens at `from`; without an end it runs to the last line. */
export function afterFence(
  lines: readonly Line[],
  from: number,
  mark: string,
): number {
  for (let at = from + 1; at < lines.length; at += 1) {
    const text = lines[at]?.text.trim() ?? "";
    if (text.startsWith(mark) && text === text.charAt(0).repeat(text.length))
      return at + 1;
  }
  return lines.length;
}

/** A row with bars above a row of dashes. */
export function isTableHead(
  line: Line | undefined,
  next: Line | undefined,
): boolean {
  if (line === undefined || next === undefined || !line.text.includes("|"))
    return false;
  if (!/^ {0,3}[|:-][\s|:-]*$/.test(next.text) || !/[|:]/.test(next.text))
    return false;
  const cells = next.text.trim().replace(/^\|/, "").replace(/\|$/, "");
  return cells.split("|").every((cell) => /^:?-+:?$/.test(cell.trim()));
}
