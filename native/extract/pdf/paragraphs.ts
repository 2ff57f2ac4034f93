import type { Line } from "./lines.ts";

export interface Paragraph {
  lines: Line[];
  text: string;
  size: number;
  isListItem: boolean;
}

const bullet =
  /^([•◦▪▫‣●○■□–—*·➢►✓❖-]|\(?(\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s+\S/;

/** Joins lines to paragraphs by their distance, their indents and how the line before ends. */
export function paragraphsOf(lines: readonly Line[]): Paragraph[] {
  const groups: Line[][] = [];
  const right = Math.max(...lines.map((line) => line.right));
  const leading = usualLeading(lines);
  const isItem = listItems(lines);
  for (const line of lines) {
    const group = groups.at(-1);
    const above = group?.at(-1);
    if (
      group !== undefined &&
      above !== undefined &&
      continues(group, above, line, { right, leading, isItem })
    )
      group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ({
    lines: group,
    text: joinLines(group.map((line) => line.text)),
    size: Math.max(...group.map((line) => line.size)),
    isListItem: group[0] !== undefined && isItem(group[0]),
  }));
}

function continues(
  group: readonly Line[],
  above: Line,
  line: Line,
  column: {
    right: number;
    leading: number;
    isItem: (line: Line) => boolean;
  },
): boolean {
  const size = Math.max(above.size, line.size);
  if (Math.min(above.size, line.size) < size * 0.88) return false;
  const step = line.base - above.base;
  if (step > Math.max(column.leading * 1.35, size * 1.1) && step > size * 1.5)
    return false;
  if (step > size * 2.2 || step < 0) return false;
  if (column.isItem(line)) return false;
  const isAboveShort =
    column.right - above.right > (column.right - above.left) * 0.2;
  const first = group[0];
  if (first !== undefined && column.isItem(first))
    return (
      line.left > first.left + size * 0.3 ||
      // "(a) …" is set in like the first line of a paragraph
      (!isAboveShort && /[\p{L}\p{N},]$/u.test(above.text))
    );
  const isIndented = line.left - above.left > size * 0.9;
  const isOutdented = above.left - line.left > size * 0.9;
  if (isIndented && group.length > 1) return false;
  if (isOutdented && group.length > 1) return false;
  return !(
    isAboveShort &&
    /[.!?:]["”')\]]?$/.test(above.text) &&
    !/^\p{Ll}/u.test(line.text)
  );
}

const letterMark = /^([a-zA-Z])[.)]\s/;

/** A line may begin with "s." by chance: a letter is a list's mark where another line has the one before or after it. */
function listItems(lines: readonly Line[]): (line: Line) => boolean {
  const letters = new Set(
    lines.flatMap(({ text }) => letterMark.exec(text)?.[1] ?? []),
  );
  return ({ text }) => {
    const letter = letterMark.exec(text)?.[1];
    if (letter === undefined) return bullet.test(text);
    const code = letter.charCodeAt(0);
    return [code - 1, code + 1].some((next) =>
      letters.has(String.fromCharCode(next)),
    );
  };
}

/** What fits below running text in size is a note to it. */
const noteShare = 0.92;
/** A cut paragraph is looked for so far back: notes stand between it and the next column. */
const maxNotesBetween = 4;
const leastCutLine = 20;

/**
 * Paragraphs in reading order, those that the end of a column cuts whole again: the first ends within a sentence and
 * the next begins in lower case. Notes at the foot of the column come after them.
 */
export function joinCutParagraphs(
  paragraphs: readonly Paragraph[],
  isHeading: (paragraph: Paragraph) => boolean,
): Paragraph[] {
  const joined: Paragraph[] = [];
  for (const paragraph of paragraphs) {
    const from = joined.length - 1;
    let at = from;
    while (
      at > from - maxNotesBetween &&
      (joined[at]?.size ?? 0) < paragraph.size * noteShare
    )
      at -= 1;
    const cut = joined[at];
    if (cut === undefined || isHeading(cut) || !goesOn(cut, paragraph))
      joined.push(paragraph);
    else
      joined[at] = {
        ...cut,
        lines: [...cut.lines, ...paragraph.lines],
        text: joinLines([cut.text, paragraph.text]),
      };
  }
  return joined;
}

function goesOn(cut: Paragraph, next: Paragraph): boolean {
  return (
    !next.isListItem &&
    next.size > cut.size * noteShare &&
    (cut.lines.at(-1)?.text.length ?? 0) >= leastCutLine &&
    /[\p{L},\u2010-]$/u.test(cut.text) &&
    /^\p{Ll}{2}|^a /u.test(next.text)
  );
}

/** The most common distance between baselines. */
function usualLeading(lines: readonly Line[]): number {
  const counts = new Map<number, number>();
  lines.forEach((line, index) => {
    const above = lines[index - 1];
    if (above === undefined) return;
    const step = Math.round((line.base - above.base) * 2) / 2;
    if (step > 0 && step < line.size * 3)
      counts.set(step, (counts.get(step) ?? 0) + 1);
  });
  return [...counts].reduce(
    (best, next) => (next[1] > best[1] ? next : best),
    [0, 0],
  )[0];
}

/** One text of several lines: a word cut by a hyphen is whole again, and scripts without spaces get none. */
export function joinLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    if (text === "") return line;
    if (/\p{L}\p{Ll}[-\u2010\u00ad]$/u.test(text) && /^\p{Ll}/u.test(line))
      return text.slice(0, -1) + line;
    const isUnspaced =
      /[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f]$/.test(text) &&
      /^[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u3000-\u303f]/.test(line);
    return isUnspaced ? text + line : `${text} ${line}`;
  }, "");
}
