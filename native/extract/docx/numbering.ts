import { child, childElements, type Element } from "../markup-tree.ts";

interface Level {
  format: string;
  /** Such as "%1.%2." */
  template: string;
  start: number;
}

interface List {
  /** Lists of one abstract definition count together. */
  abstract: string;
  levels: ReadonlyMap<number, Level>;
  /** Levels whose start this list sets anew. */
  restarts: ReadonlyMap<number, number>;
}

/** Counts list items and numbered headings as Word does. */
export class Numbering {
  readonly #lists: ReadonlyMap<string, List>;
  readonly #counters = new Map<string, number[]>();
  readonly #started = new Set<string>();

  constructor(lists: ReadonlyMap<string, List>) {
    this.#lists = lists;
  }

  /** The next label of this list and level: "" for a bullet, null where the list has no sign at all. */
  next(list: string, level: number): string | null {
    const definition = this.#lists.get(list);
    const own = definition?.levels.get(level);
    if (definition === undefined || own === undefined)
      return list === "0" ? null : "";
    const counters = this.#counters.get(definition.abstract) ?? [];
    this.#counters.set(definition.abstract, counters);
    this.#restart(list, definition, counters);
    counters[level] = (counters[level] ?? own.start - 1) + 1;
    counters.length = level + 1;
    if (own.format === "none") return null;
    if (own.format === "bullet") return "";
    const label = own.template.replace(/%([1-9])/g, (_, digit: string) => {
      const index = Number(digit) - 1;
      const at = definition.levels.get(index);
      return format(counters[index] ?? at?.start ?? 1, at?.format ?? "decimal");
    });
    return label.trim();
  }

  #restart(list: string, definition: List, counters: number[]): void {
    if (this.#started.has(list)) return;
    this.#started.add(list);
    for (const [level, start] of definition.restarts)
      counters[level] = start - 1;
  }
}

/** The numbering part; without one every list has bullets. */
export function readNumbering(root: Element | null): Numbering {
  const abstracts = new Map<string, Map<number, Level>>();
  const lists = new Map<string, List>();
  for (const element of root === null ? [] : childElements(root)) {
    if (element.name === "w:abstractNum")
      abstracts.set(
        element.attributes["w:abstractNumId"] ?? "",
        levelsOf(element),
      );
    if (element.name !== "w:num") continue;
    const abstract = value(element, "w:abstractNumId") ?? "";
    const levels = new Map(abstracts.get(abstract));
    const restarts = new Map<number, number>();
    for (const override of childElements(element)) {
      if (override.name !== "w:lvlOverride") continue;
      const at = Number(override.attributes["w:ilvl"] ?? 0);
      const start = value(override, "w:startOverride");
      if (start !== undefined) restarts.set(at, Number(start) || 0);
      for (const [level, definition] of levelsOf(override))
        levels.set(level, definition);
    }
    lists.set(element.attributes["w:numId"] ?? "", {
      abstract,
      levels,
      restarts,
    });
  }
  return new Numbering(lists);
}

function levelsOf(element: Element): Map<number, Level> {
  const levels = new Map<number, Level>();
  for (const level of childElements(element)) {
    if (level.name !== "w:lvl") continue;
    levels.set(Number(level.attributes["w:ilvl"] ?? 0), {
      format: value(level, "w:numFmt") ?? "decimal",
      template: value(level, "w:lvlText") ?? "",
      start: Number(value(level, "w:start") ?? 1) || 0,
    });
  }
  return levels;
}

function value(element: Element, name: string): string | undefined {
  return child(element, name)?.attributes["w:val"];
}

function format(number: number, kind: string): string {
  switch (kind) {
    case "lowerLetter":
      return letters(number);
    case "upperLetter":
      return letters(number).toUpperCase();
    case "lowerRoman":
      return roman(number).toLowerCase();
    case "upperRoman":
      return roman(number);
    case "decimalZero":
      return String(number).padStart(2, "0");
    default:
      return String(number);
  }
}

function letters(number: number): string {
  if (number < 1) return String(number);
  const letter = String.fromCharCode(97 + ((number - 1) % 26));
  return letter.repeat(Math.min(Math.ceil(number / 26), 10));
}

function roman(number: number): string {
  if (number < 1 || number > 3999) return String(number);
  const signs: [number, string][] = [
    [1000, "M"],
    [900, "CM"],
    [500, "D"],
    [400, "CD"],
    [100, "C"],
    [90, "XC"],
    [50, "L"],
    [40, "XL"],
    [10, "X"],
    [9, "IX"],
    [5, "V"],
    [4, "IV"],
    [1, "I"],
  ];
  let rest = number;
  let text = "";
  for (const [size, sign] of signs) {
    text += sign.repeat(Math.floor(rest / size));
    rest %= size;
  }
  return text;
}
