import { child, childElements, type Element, textOf } from "../markup-tree.ts";

const kinds: Record<string, string> = {
  "c:lineChart": "Line chart",
  "c:barChart": "Bar chart",
  "c:bar3DChart": "Bar chart",
  "c:pieChart": "Pie chart",
  "c:pie3DChart": "Pie chart",
  "c:doughnutChart": "Doughnut chart",
  "c:areaChart": "Area chart",
  "c:scatterChart": "Scatter chart",
  "c:radarChart": "Radar chart",
};

/** What the chart is called, else what kind it is. */
export function chartName(chart: Element): string {
  const title = descendants(chart, "c:title")[0];
  const words =
    title === undefined
      ? ""
      : descendants(title, "a:t").map(textOf).join("").trim();
  if (words !== "") return words;
  const plot = descendants(chart, "c:plotArea")[0];
  const kind =
    plot === undefined
      ? undefined
      : childElements(plot).find(({ name }) => kinds[name] !== undefined);
  return kinds[kind?.name ?? ""] ?? "Chart";
}

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
    shown(textOf(child(point, "c:v") ?? point).trim()),
  );
}

function descendants(element: Element, name: string): Element[] {
  return childElements(element).flatMap((inner) =>
    inner.name === name ? [inner] : descendants(inner, name),
  );
}

/** 4.4000000000000004 is how a file stores 4.4. */
function shown(value: string): string {
  const number = Number(value);
  return value === "" || !Number.isFinite(number) || !value.includes(".")
    ? value
    : String(Number(number.toPrecision(12)));
}
