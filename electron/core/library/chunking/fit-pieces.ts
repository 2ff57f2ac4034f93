import { mapInTurns } from "#core/concurrency/in-turns.ts";
import { embeddedText } from "./embedded-text.ts";
import type { Piece } from "./pieces.ts";
import { splitAtSeams, splitEvenly } from "./split-piece.ts";
import { type CountTokens, countAll } from "./token-counter.ts";

interface Fit {
  /** Tokens for the text of a chunk that begins with this piece. */
  roomFor: (piece: Piece) => number;
  /** A table's head is repeated for its later rows only where it is shorter than this. */
  maxHeadTokens: number;
  countTokens: CountTokens;
  signal: AbortSignal;
}

// What is longer than this a token of room is cut before it is worth counting
const maxCharsPerToken = 12;
const usualCharsPerToken = 4;
const maxRounds = 40;

/** Pieces with their tokens, each within its room: what is longer is cut at seams first, then evenly. */
export async function fitPieces(
  text: string,
  pieces: readonly Piece[],
  fit: Fit,
): Promise<Piece[]> {
  const fitting = (piece: Piece) =>
    piece.tokens <= fit.roomFor(piece) || piece.end - piece.start <= 1;
  let current = await counted(text, pieces, fit);
  for (
    let round = 0;
    round < maxRounds && !current.every(fitting);
    round += 1
  ) {
    const parts = await mapInTurns(
      current,
      (piece) =>
        fitting(piece)
          ? [piece]
          : cut(text, piece, fit.roomFor(piece), round === 0),
      {
        charsOf: (piece) => (fitting(piece) ? 0 : piece.end - piece.start),
        signal: fit.signal,
      },
    );
    const fresh = await counted(
      text,
      parts.filter((part, index) => part[0] !== current[index]).flat(),
      fit,
    );
    let next = 0;
    current = parts.flatMap((part, index) => {
      if (part[0] === current[index]) return part;
      next += part.length;
      return fresh.slice(next - part.length, next);
    });
  }
  return current;
}

function cut(
  text: string,
  piece: Piece,
  room: number,
  isFirstCut: boolean,
): Piece[] {
  const parts = isFirstCut ? splitAtSeams(text, piece) : [];
  if (parts.length > 1) return parts;
  const count = Number.isFinite(piece.tokens)
    ? Math.ceil((piece.tokens * 1.05) / room)
    : Math.ceil((piece.end - piece.start) / (room * usualCharsPerToken));
  return splitEvenly(text, piece, Math.max(2, count));
}

async function counted(
  text: string,
  pieces: readonly Piece[],
  fit: Fit,
): Promise<Piece[]> {
  const isHuge = (piece: Piece) =>
    piece.end - piece.start > fit.roomFor(piece) * maxCharsPerToken;
  const heads = [...new Set(pieces.flatMap((piece) => piece.tableHead ?? []))];
  const countable = pieces.filter((piece) => !isHuge(piece));
  const said = await mapInTurns(
    [...heads, ...countable.map((piece) => text.slice(piece.start, piece.end))],
    embeddedText,
    { charsOf: ({ length }) => length, signal: fit.signal },
  );
  const counts = await countAll(said, fit);
  const headTokens = new Map(
    heads.map((head, index) => [head, counts[index] ?? 0]),
  );
  const tokens = new Map(
    countable.map((piece, index) => [piece, counts[heads.length + index] ?? 0]),
  );
  return pieces.map((piece) => {
    const tableHeadTokens = headTokens.get(piece.tableHead ?? "") ?? 0;
    const isHeadShort = tableHeadTokens <= fit.maxHeadTokens;
    return {
      ...piece,
      tokens: tokens.get(piece) ?? Number.POSITIVE_INFINITY,
      tableHead: isHeadShort ? piece.tableHead : null,
      tableHeadTokens: isHeadShort ? tableHeadTokens : 0,
    };
  });
}
