import { child, childElements, type Element } from "../markup-tree.ts";
import { GridFiller, type RepeatBudget } from "../table-grid.ts";

interface Cell {
  element: Element;
  columns: number;
  merge: "restart" | "continue" | null;
}

/** Rows of cell text; merged cells repeat theirs in every place they cover, so that each row reads on its own. */
export function tableCells(
  table: Element,
  textOfCell: (cell: Element) => string,
  budget: RepeatBudget,
): string[][] {
  const grid = new GridFiller(budget);
  const above: string[] = [];
  for (const row of inner(table, "w:tr")) {
    grid.beginRow();
    let column = gapBefore(row);
    if (column > 0) grid.put("", { columns: column, rows: 1 });
    for (const cell of inner(row, "w:tc").map(cellOf)) {
      const text =
        cell.merge === "continue"
          ? (above[column] ?? "")
          : textOfCell(cell.element);
      if (cell.merge === "continue") budget.spend(text);
      grid.put(text, { columns: cell.columns, rows: 1 });
      for (let at = column; at < column + cell.columns; at += 1)
        above[at] = text;
      column += cell.columns;
    }
  }
  return grid.rows();
}

function cellOf(element: Element): Cell {
  const properties = child(element, "w:tcPr");
  const merge =
    properties === undefined ? undefined : child(properties, "w:vMerge");
  const span = Number(
    properties === undefined
      ? 1
      : (child(properties, "w:gridSpan")?.attributes["w:val"] ?? 1),
  );
  return {
    element,
    columns: span > 0 && span < 200 ? Math.floor(span) : 1,
    merge:
      merge === undefined
        ? null
        : merge.attributes["w:val"] === "restart"
          ? "restart"
          : "continue",
  };
}

function gapBefore(row: Element): number {
  const properties = child(row, "w:trPr");
  const gap = Number(
    properties === undefined
      ? 0
      : (child(properties, "w:gridBefore")?.attributes["w:val"] ?? 0),
  );
  return gap > 0 && gap < 200 ? Math.floor(gap) : 0;
}

/** Rows and cells, also inside of content controls and tracked insertions. */
function inner(element: Element, name: string): Element[] {
  return childElements(element).flatMap((node) => {
    if (node.name === name) return isDeleted(node) ? [] : [node];
    return /^(w:sdt|w:sdtContent|w:ins|w:customXml|w:smartTag)$/.test(node.name)
      ? inner(node, name)
      : [];
  });
}

function isDeleted(row: Element): boolean {
  const properties = child(row, "w:trPr");
  return properties !== undefined && child(properties, "w:del") !== undefined;
}
