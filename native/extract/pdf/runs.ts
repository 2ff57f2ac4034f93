/** A stretch of text as pdf.js gives it, in points from the page's top left, turned so that it reads to the right. */
export interface Run {
  text: string;
  left: number;
  right: number;
  /** Distance of the baseline from the top. */
  base: number;
  /** Height of the letters: the font size as shown. */
  size: number;
  isRightToLeft: boolean;
  /** Quarter turns of the text against the page: 0, 1, 2 or 3. */
  turns: number;
}

interface TextItem {
  str: string;
  dir: string;
  width: number;
  height: number;
  transform: number[];
  fontName: string;
}
type Matrix = readonly [number, number, number, number, number, number];

/** The runs of a page, in the order in which it draws them; a run of white space keeps its place. */
export function runsOf(
  items: readonly (TextItem | { type: string })[],
  pageMatrix: readonly number[],
  isVertical: (fontName: string) => boolean,
): Run[] {
  return items.flatMap((item) => {
    if (!("str" in item) || item.str === "") return [];
    const run = runOf(item, asMatrix(pageMatrix), isVertical(item.fontName));
    return run === null ? [] : [run];
  });
}

function runOf(item: TextItem, page: Matrix, isVertical: boolean): Run | null {
  const own = multiply(page, asMatrix(item.transform));
  const size = Math.hypot(own[2], own[3]) || Math.hypot(own[0], own[1]);
  if (!Number.isFinite(size) || size <= 0 || !own.every(Number.isFinite))
    return null;
  const [x, y] = [own[4], own[5]];
  const scale = Math.hypot(page[0], page[1]) || 1;
  const length = (isVertical ? item.height : item.width) * scale;
  // y grows downward on the page, so text that reads to the right has angle 0
  const angle = isVertical ? Math.PI / 2 : Math.atan2(own[1], own[0]);
  const turns = ((Math.round(angle / (Math.PI / 2)) % 4) + 4) % 4;
  const [left, base] = turned(x, y, turns);
  return {
    text: plainLetters(item.str),
    left,
    right: left + Math.max(length, 0),
    base,
    size,
    isRightToLeft: item.dir === "rtl",
    turns,
  };
}

/** Arabic shapes and ligatures of print as the letters that people type. */
function plainLetters(text: string): string {
  return (
    text
      .replace(/[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]+/g, (shapes) =>
        shapes.normalize("NFKC"),
      )
      // Two alefs never meet: pdf.js turned the ligature of lam and alef around
      .replace(/ا([أإآا])ل/g, "ال$1")
      .replace(/\uf0b7/g, "•")
      .replace(/[\ue000-\uf8ff]/g, "")
  );
}

function turned(x: number, y: number, turns: number): [number, number] {
  switch (turns) {
    case 1:
      return [y, -x];
    case 2:
      return [-x, -y];
    case 3:
      return [-y, x];
    default:
      return [x, y];
  }
}

function asMatrix(values: readonly number[]): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = values;
  return [a, b, c, d, e, f];
}

function multiply(one: Matrix, two: Matrix): Matrix {
  return [
    one[0] * two[0] + one[2] * two[1],
    one[1] * two[0] + one[3] * two[1],
    one[0] * two[2] + one[2] * two[3],
    one[1] * two[2] + one[3] * two[3],
    one[0] * two[4] + one[2] * two[5] + one[4],
    one[1] * two[4] + one[3] * two[5] + one[5],
  ];
}
