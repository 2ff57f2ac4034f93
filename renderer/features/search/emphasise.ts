export interface Piece {
  start: number;
  text: string;
  isMatch: boolean;
}

/** Cuts a text at ranges of UTF-16 offsets; ranges out of order, overlapping or outside are put right. */
export function emphasise(
  text: string,
  ranges: readonly { start: number; end: number }[],
): Piece[] {
  const pieces: Piece[] = [];
  const add = (start: number, end: number, isMatch: boolean) => {
    if (end > start)
      pieces.push({ start, text: text.slice(start, end), isMatch });
  };
  let at = 0;
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const start = Math.min(Math.max(range.start, at), text.length);
    const end = Math.min(Math.max(range.end, start), text.length);
    add(at, start, false);
    add(start, end, true);
    at = end;
  }
  add(at, text.length, false);
  return pieces;
}
