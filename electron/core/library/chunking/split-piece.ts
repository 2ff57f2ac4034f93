import { type Piece, trimmed } from "./pieces.ts";
import { cutNear, lineSeams, sentenceSeams } from "./seams.ts";

const longestTableHeadChars = 400;

/** Cuts a piece that is too long at its inner seams: rows, lines or sentences. One part when it has none. */
export function splitAtSeams(text: string, piece: Piece): Piece[] {
  return [...seamParts(text, piece, piece.end - piece.start)];
}

/** The same, a part at a time as it is asked for; where no seam comes for `maxChars`, it is cut near there. */
export function* seamParts(
  text: string,
  piece: Piece,
  maxChars: number,
): Generator<Piece> {
  const isProse =
    piece.kind !== "table" && piece.kind !== "code" && piece.kind !== "list";
  const { head, rowsFrom } = tableHeadOf(text, piece, maxChars);
  let from = piece.start;
  for (const seam of (isProse ? sentenceSeams : lineSeams)(
    text,
    piece,
    maxChars,
  )) {
    if (seam < rowsFrom) continue;
    const range = trimmed(text, from, seam);
    if (range !== null)
      yield {
        ...piece,
        ...range,
        // Rows after the first part are told what their columns mean
        tableHead: from === piece.start ? piece.tableHead : head,
      };
    from = seam;
  }
}

/** Cuts a piece into `count` parts of about one length, at spaces, else between whole characters. */
export function splitEvenly(
  text: string,
  piece: Piece,
  count: number,
): Piece[] {
  const length = piece.end - piece.start;
  const edges = [piece.start];
  for (let part = 1; part < count; part += 1) {
    const cut = cutNear(
      text,
      piece.start + Math.floor((length * part) / count),
      { start: edges.at(-1) ?? piece.start, end: piece.end },
    );
    if (cut !== null && cut > piece.start && cut < piece.end) edges.push(cut);
  }
  edges.push(piece.end);
  return edges.slice(1).flatMap((end, index) => {
    const range = trimmed(text, edges[index] ?? piece.start, end);
    return range === null ? [] : [{ ...piece, ...range }];
  });
}

/** The words above a table's rule, which stays with them, and where its rows begin. */
function tableHeadOf(
  text: string,
  piece: Piece,
  maxChars: number,
): { head: string | null; rowsFrom: number } {
  if (piece.kind !== "table")
    return { head: piece.tableHead, rowsFrom: piece.start };
  const [first = piece.end, second = piece.end] = lineSeams(
    text,
    { start: piece.start, end: Math.min(piece.end, piece.start + maxChars) },
    maxChars,
  );
  if (!/^[\s:|-]+$/.test(text.slice(first, second)))
    return { head: null, rowsFrom: piece.start };
  const head = text.slice(piece.start, first).trim();
  return {
    head: head.length <= longestTableHeadChars ? head : null,
    rowsFrom: second,
  };
}
