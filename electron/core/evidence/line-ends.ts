/** Lines of at most this many characters are no running text, unless most of them go on in lower case. */
const narrowChars = 50;
/** A line shorter than this part of the longest did not end because it was full. */
const fullShare = 0.75;
const fewestAlike = 3;
const alikeShare = 0.8;

/**
 * Where a line end of plain text ends what stands before it: offsets of "\n", in order. So it does where lines begin
 * alike (a log), are narrow (a receipt) or end well before they are full; never before a small letter. Linear.
 */
export function meantLineEnds(text: string): number[] {
  const lines: { start: number; text: string }[] = [];
  let at = 0;
  for (const line of text.split("\n")) {
    if (line.trim() !== "") lines.push({ start: at, text: line.trim() });
    at += line.length + 1;
  }
  if (lines.length < 2) return [];
  const widest = lines.reduce(
    (most, line) => Math.max(most, line.text.length),
    0,
  );
  const goesOn = lines.map(({ text: line }) => /^\p{Ll}/u.test(line));
  const isNarrow =
    widest <= narrowChars &&
    goesOn.filter(Boolean).length < (lines.length - 1) / 2;
  const isAlike = beginAlike(lines.map((line) => line.text));
  return lines.flatMap((line, index) => {
    const next = lines[index + 1];
    const above = text.slice(line.start, next?.start);
    if (next === undefined) return [];
    const lineEnd = above.indexOf("\n");
    const isBreak = / {2}$|\\$/u.test(
      above.slice(Math.max(0, lineEnd - 2), lineEnd),
    );
    const [word = ""] = next.text.split(/\s/u, 1);
    const isFull = line.text.length + 1 + word.length > widest * fullShare;
    const isMeant =
      isAlike || (goesOn[index + 1] !== true && (isNarrow || !isFull));
    return isBreak || isMeant ? [line.start + lineEnd] : [];
  });
}

/** With a date, a number or a mark of the same shape. */
function beginAlike(lines: readonly string[]): boolean {
  if (lines.length < fewestAlike) return false;
  const counts = new Map<string, number>();
  for (const line of lines) {
    const [word = ""] = line.split(/\s/u, 1);
    const shape = word.slice(0, 40).replace(/\d/gu, "9").toLowerCase();
    if (/[^\p{L}]/u.test(shape))
      counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  return [...counts.values()].some(
    (count) => count >= lines.length * alikeShare,
  );
}
