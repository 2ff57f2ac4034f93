import { type Piece, trimmed } from "./pieces.ts";

const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const longestTableHeadChars = 400;
// Looked at around a cut; no grapheme of a living script is longer
const windowChars = 64;

/** Cuts a piece that is too long at its inner seams: rows, lines or sentences. One part when it has none. */
export function splitAtSeams(text: string, piece: Piece): Piece[] {
  switch (piece.kind) {
    case "table":
      return splitTable(text, piece);
    case "code":
    case "list":
      return cutAt(text, piece, lineStarts(text, piece));
    default:
      return cutAt(text, piece, sentenceStarts(text, piece));
  }
}

/** Cuts a piece into `count` parts of about one length, at spaces, else between whole characters. */
export function splitEvenly(
  text: string,
  piece: Piece,
  count: number,
): Piece[] {
  const length = piece.end - piece.start;
  const cuts: number[] = [];
  for (let part = 1; part < count; part += 1) {
    const cut = cutNear(
      text,
      piece.start + Math.floor((length * part) / count),
      { start: cuts.at(-1) ?? piece.start, end: piece.end },
    );
    if (cut !== null) cuts.push(cut);
  }
  return cutAt(text, piece, cuts);
}

function cutAt(text: string, piece: Piece, starts: readonly number[]): Piece[] {
  const edges = [
    piece.start,
    ...starts.filter((at) => at > piece.start && at < piece.end),
    piece.end,
  ];
  return edges.slice(1).flatMap((end, index) => {
    const range = trimmed(text, edges[index] ?? piece.start, end);
    return range === null ? [] : [{ ...piece, ...range }];
  });
}

/** Rows after the first part are told what their columns mean. */
function splitTable(text: string, piece: Piece): Piece[] {
  const starts = lineStarts(text, piece);
  const isRule = /^[\s:|-]+$/.test(
    text.slice(starts[0] ?? piece.end, starts[1] ?? piece.end),
  );
  const rows = isRule ? starts.slice(1) : starts;
  const head = text.slice(piece.start, starts[0] ?? piece.end).trim();
  const tableHead =
    isRule && head.length <= longestTableHeadChars ? head : null;
  return cutAt(text, piece, rows).map((part) =>
    part.start === piece.start ? part : { ...part, tableHead },
  );
}

function lineStarts(text: string, { start, end }: Piece): number[] {
  const starts: number[] = [];
  for (
    let at = text.indexOf("\n", start);
    at !== -1 && at < end;
    at = text.indexOf("\n", at + 1)
  )
    starts.push(at + 1);
  return starts;
}

function sentenceStarts(text: string, { start, end }: Piece): number[] {
  // A line end inside a paragraph ends no sentence, but the segmenter takes it for one
  const flat = text.slice(start, end).replace(/\n/g, " ");
  return Array.from(
    sentences.segment(flat),
    (sentence) => start + sentence.index,
  );
}

/** The space nearest to `wanted`, within a quarter of the way; else a boundary between graphemes. */
function cutNear(
  text: string,
  wanted: number,
  { start, end }: { start: number; end: number },
): number | null {
  const reach = Math.max(1, Math.floor((wanted - start) / 2));
  for (let step = 0; step < reach; step += 1) {
    if (/\s/.test(text.charAt(wanted - step))) return wanted - step;
    if (wanted + step < end && /\s/.test(text.charAt(wanted + step)))
      return wanted + step;
  }
  const from = Math.max(start, wanted - windowChars);
  const slice = text.slice(from, Math.min(end, wanted + windowChars));
  const boundary =
    from + (graphemes.segment(slice).containing(wanted - from)?.index ?? 0);
  return boundary > start ? boundary : null;
}
