import { child, childElements, type Element, textOf } from "./markup-tree.ts";

/** The figures that a chart shows, as it stores them beside its picture: one row a category, one column a series. */
export function chartRows(chart: Element): string[][] {
  const series = descendants(chart, "c:ser");
  const names = series.map((one) => points(child(one, "c:tx"))[0] ?? "");
  const categories = points(
    series[0] === undefined ? undefined : child(series[0], "c:cat"),
  );
  const values = series.map((one) =>
    points(child(one, "c:val") ?? child(one, "c:yVal")),
  );
  const length = Math.max(
    0,
    ...values.map((column) => column.length),
    categories.length,
  );
  if (length === 0) return [];
  const rows = Array.from({ length }, (_, row) => [
    categories[row] ?? "",
    ...values.map((column) => column[row] ?? ""),
  ]);
  return [["", ...names], ...rows];
}

function points(element: Element | undefined): string[] {
  if (element === undefined) return [];
  return descendants(element, "c:pt").map((point) =>
    textOf(child(point, "c:v") ?? point).trim(),
  );
}

function descendants(element: Element, name: string): Element[] {
  return childElements(element).flatMap((inner) =>
    inner.name === name ? [inner] : descendants(inner, name),
  );
}
