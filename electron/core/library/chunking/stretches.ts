import type { Extraction } from "#core/ports/extractor.ts";
import { type Piece, piecesOf } from "./pieces.ts";
import { seamParts } from "./split-piece.ts";

/** Longer pieces are cut at their seams as they are come to: no model reads so much at once. */
const maxPieceChars = 64 * 1024;
const maxStretchChars = 128 * 1024;
const maxStretchPieces = 2_000;

/** The pieces of a document in order, a bounded number and length at a time. */
export function* stretchesOf(
  extraction: Pick<Extraction, "text" | "blocks">,
): Generator<Piece[]> {
  let stretch: Piece[] = [];
  let chars = 0;
  for (const piece of boundedPieces(extraction)) {
    const length = piece.end - piece.start;
    if (
      stretch.length === maxStretchPieces ||
      (stretch.length > 0 && chars + length > maxStretchChars)
    ) {
      yield stretch;
      stretch = [];
      chars = 0;
    }
    stretch.push(piece);
    chars += length;
  }
  if (stretch.length > 0) yield stretch;
}

function* boundedPieces(
  extraction: Pick<Extraction, "text" | "blocks">,
): Generator<Piece> {
  for (const piece of piecesOf(extraction))
    if (piece.end - piece.start <= maxPieceChars) yield piece;
    else yield* seamParts(extraction.text, piece, maxPieceChars);
}
