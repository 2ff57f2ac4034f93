import type { Piece } from "./pieces.ts";
import { type CountTokens, countAll } from "./token-counter.ts";

/** What goes before a chunk's text when it is embedded, so that it says where it stands. */
export interface Context {
  words: string;
  tokens: number;
}

const separator = " › ";
const nothing: Context = { words: "", tokens: 0 };

/**
 * Title and headings for each place in the document, as far as `limit` tokens go: the outermost are left
 * out first. The title counts as a heading above all others, unless the text says it itself.
 */
export async function headingContexts(
  pieces: readonly Piece[],
  title: string | null,
  {
    limit,
    ...options
  }: { limit: number; countTokens: CountTokens; signal: AbortSignal },
): Promise<(piece: Piece) => Context> {
  const first = pieces.find((piece) => piece.heading !== null)?.heading;
  const above =
    title === null || first?.toLowerCase() === title.toLowerCase()
      ? []
      : [title];
  // Pieces under the same headings hold the same list
  const paths = new Set(pieces.map((piece) => piece.headings));
  const words = [...new Set([separator, ...above, ...[...paths].flat()])];
  const counted = await countAll(words, options);
  const tokensOf = new Map(
    words.map((one, index) => [one, counted[index] ?? 0]),
  );
  const gap = tokensOf.get(separator) ?? 1;
  const contexts = new Map<readonly string[], Context>();
  for (const path of paths) {
    const kept: string[] = [];
    let tokens = 0;
    for (const one of [...above, ...path].toReversed()) {
      const more = (tokensOf.get(one) ?? 0) + gap;
      if (tokens + more > limit) break;
      kept.unshift(one);
      tokens += more;
    }
    contexts.set(path, { words: kept.join(separator), tokens });
  }
  return (piece) => contexts.get(piece.headings) ?? nothing;
}
