import type { Line } from "./lines.ts";

export interface Paragraph {
  lines: Line[];
  text: string;
  size: number;
}

const bullet =
  /^([•◦▪▫‣●○■□–—*·➢►✓❖-]|\(?(\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s+\S/;

/** Joins lines to paragraphs by their distance, their indents and how the line before ends. */
export function paragraphsOf(lines: readonly Line[]): Paragraph[] {
  const groups: Line[][] = [];
  const right = Math.max(...lines.map((line) => line.right));
  const leading = usualLeading(lines);
  for (const line of lines) {
    const group = groups.at(-1);
    const above = group?.at(-1);
    if (
      group !== undefined &&
      above !== undefined &&
      continues(group, above, line, { right, leading })
    )
      group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ({
    lines: group,
    text: joinLines(group.map((line) => line.text)),
    size: Math.max(...group.map((line) => line.size)),
  }));
}

function continues(
  group: readonly Line[],
  above: Line,
  line: Line,
  column: { right: number; leading: number },
): boolean {
  const size = Math.max(above.size, line.size);
  if (Math.min(above.size, line.size) < size * 0.88) return false;
  const step = line.base - above.base;
  if (step > Math.max(column.leading * 1.35, size * 1.1) && step > size * 1.5)
    return false;
  if (step > size * 2.2 || step < 0) return false;
  if (isListItem(line.text)) return false;
  const first = group[0];
  if (first !== undefined && isListItem(first.text))
    return line.left > first.left + size * 0.3;
  const isIndented = line.left - above.left > size * 0.9;
  const isOutdented = above.left - line.left > size * 0.9;
  if (isIndented && group.length > 1) return false;
  if (isOutdented && group.length > 1) return false;
  const isAboveShort =
    column.right - above.right > (column.right - above.left) * 0.2;
  return !(
    isAboveShort &&
    /[.!?:]["”')\]]?$/.test(above.text) &&
    !/^\p{Ll}/u.test(line.text)
  );
}

export function isListItem(text: string): boolean {
  return bullet.test(text);
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
