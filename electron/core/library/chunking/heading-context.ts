import type { Extraction } from "#core/ports/extractor.ts";
import { headingText } from "./embedded-text.ts";
import { type Piece, trimmed } from "./pieces.ts";
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
export class HeadingContexts {
  readonly #above: readonly string[];
  readonly #options: {
    limit: number;
    countTokens: CountTokens;
    signal: AbortSignal;
  };
  // Pieces under the same headings hold the same list; those of a part of the document go with it
  readonly #contexts = new WeakMap<readonly string[], Context>();

  constructor(
    { text, title, blocks }: Pick<Extraction, "text" | "title" | "blocks">,
    options: { limit: number; countTokens: CountTokens; signal: AbortSignal },
  ) {
    const first = blocks.find(
      ({ kind, start, end }) =>
        kind === "heading" && trimmed(text, start, end) !== null,
    );
    const said =
      first === undefined
        ? null
        : headingText(text.slice(first.start, first.end));
    this.#above =
      title === null || said?.toLowerCase() === title.toLowerCase()
        ? []
        : [title];
    this.#options = options;
  }

  /** Must have been called for a piece before its context is asked for. */
  async learn(pieces: readonly Piece[]): Promise<void> {
    const paths = new Set(
      pieces
        .map((piece) => piece.headings)
        .filter((path) => !this.#contexts.has(path)),
    );
    if (paths.size === 0) return;
    const words = [
      ...new Set([separator, ...this.#above, ...[...paths].flat()]),
    ];
    const counted = await countAll(words, this.#options);
    const tokensOf = new Map(
      words.map((one, index) => [one, counted[index] ?? 0]),
    );
    const gap = tokensOf.get(separator) ?? 1;
    for (const path of paths) {
      const kept: string[] = [];
      let tokens = 0;
      for (const one of [...this.#above, ...path].toReversed()) {
        const more = (tokensOf.get(one) ?? 0) + gap;
        if (tokens + more > this.#options.limit) break;
        kept.unshift(one);
        tokens += more;
      }
      this.#contexts.set(path, { words: kept.join(separator), tokens });
    }
  }

  of(piece: Piece): Context {
    return this.#contexts.get(piece.headings) ?? nothing;
  }
}
