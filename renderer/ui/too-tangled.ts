const maxChars = 60_000;
const maxLines = 1500;
const maxInlineMarks = 2500;
/** Levels of lists and quotes; no person writes more than a few. */
const maxNesting = 40;
const columnsPerLevel = 2;
/** Of all tables together. A short line is drawn with as many cells as the head has. */
const maxTableCells = 20_000;

const container = /[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y;

/**
 * True for text whose marks are piled up so high that Markdown's parsers take minutes over it, or its tree is
 * deeper than a page can draw. It is shown as it is written. Takes time in proportion to the text.
 */
export function isTooTangled(text: string): boolean {
  if (text.length > maxChars) return true;
  let marks = 0;
  for (const _ of text.matchAll(/[[\]]|\*+|_+|~+/g)) marks += 1;
  if (marks > maxInlineMarks) return true;
  const lines = text.split("\n");
  return (
    lines.length > maxLines ||
    lines.some(isNestedTooDeep) ||
    tableCells(lines) > maxTableCells
  );
}

/** At most as many cells as the tables of the text are drawn with. */
function tableCells(lines: readonly string[]): number {
  let cells = 0;
  let columns = 0;
  for (const line of lines) {
    if (/^[\s>]*$/.test(line)) columns = 0;
    else if (columns === 0 && isTableRule(line))
      columns = line.split("|").length;
    cells += columns;
  }
  return cells;
}

/** Also one inside a quote or a list. In steps, so that it takes no longer for a line of nothing but these signs. */
function isTableRule(line: string): boolean {
  if (!/^[\s>|:*+-]+$/.test(line)) return false;
  const marks = [">", "*", "+"].map((mark) => line.lastIndexOf(mark));
  return line.includes("-", Math.max(...marks) + 1);
}

function isNestedTooDeep(line: string): boolean {
  const indent = line.length - line.trimStart().length;
  let levels = 0;
  container.lastIndex = 0;
  while (levels <= maxNesting && container.test(line)) levels += 1;
  return levels > 0 && levels + indent / columnsPerLevel > maxNesting;
}
