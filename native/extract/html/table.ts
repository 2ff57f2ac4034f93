import { childElements, type Element, textOf } from "../markup-tree.ts";
import { GridFiller, type RepeatBudget } from "../table-grid.ts";
import { isHidden } from "./elements.ts";
import { lineMarkdown } from "./inline.ts";

const layoutChars = 1500;

/** Rows of cell text; a cell that spans several is repeated in each, so that every row reads on its own. */
export function tableRows(table: Element, budget: RepeatBudget): string[][] {
  const grid = new GridFiller(budget);
  for (const row of rowsOf(table)) {
    grid.beginRow();
    for (const cell of cellsOf(row))
      grid.put(lineMarkdown(cell.children), {
        columns: spanOf(cell, "colspan"),
        rows: spanOf(cell, "rowspan"),
      });
  }
  return grid.rows();
}

/** Tables that only place things: their cells are read as a flow, since no row of them means anything. */
export function isLayoutTable(table: Element): boolean {
  if (/^(presentation|none)$/i.test(table.attributes["role"] ?? ""))
    return true;
  const cells = rowsOf(table).flatMap(cellsOf);
  if (cells.length <= 1) return true;
  if (cells.some((cell) => has(cell, /^h[1-6]$/))) return true;
  return cells.some(
    (cell) =>
      (has(cell, /^table$/) || has(cell, /^(p|div|ul|ol)$/)) &&
      textOf(cell).length > layoutChars,
  );
}

function rowsOf(table: Element): Element[] {
  return childElements(table)
    .filter((element) => !isHidden(element))
    .flatMap((element) => {
      if (element.name === "tr") return [element];
      return /^(thead|tbody|tfoot)$/.test(element.name) ? rowsOf(element) : [];
    });
}

function cellsOf(row: Element): Element[] {
  return childElements(row).filter(
    (cell) => (cell.name === "td" || cell.name === "th") && !isHidden(cell),
  );
}

function spanOf(cell: Element, name: string): number {
  const span = Number.parseInt(cell.attributes[name] ?? "1", 10);
  return Number.isSafeInteger(span) && span > 0 ? span : 1;
}

function has(element: Element, name: RegExp): boolean {
  return childElements(element).some(
    (inner) => name.test(inner.name) || has(inner, name),
  );
}
