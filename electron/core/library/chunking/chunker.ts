import { mapInTurns } from "#core/concurrency/in-turns.ts";
import type { Extraction } from "#core/ports/extractor.ts";
import { embeddedText } from "./embedded-text.ts";
import { fitPieces } from "./fit-pieces.ts";
import { HeadingContexts } from "./heading-context.ts";
import { Packer } from "./pack-pieces.ts";
import type { Piece } from "./pieces.ts";
import { stretchesOf } from "./stretches.ts";
import type { CountTokens } from "./token-counter.ts";

/** Another number builds another index: raise it whenever chunks come out differently. */
export const chunkerVersion: number = 3;

export interface Chunk {
  /** UTF-16 offsets into the extracted text, end exclusive. */
  start: number;
  end: number;
  /** Of the chunk's first character; a chunk never reaches into another page. */
  page: number | null;
  /** The headings above its first words, outermost first. */
  headings: string[];
  /** Exactly the document's text from start to end. */
  text: string;
  /** What is embedded: title and headings that the text doesn't hold itself, then the text without link targets and table rules. */
  embeddingText: string;
}

const specialTokens = 2;
/** Of the model's input, at most this part goes to title and headings. */
const contextShare = 0.25;

/**
 * Cuts a document into chunks along its structure, each about as long as the embedding model reads at once.
 * `maxTokens` is the model's longest input, its two special tokens included; `countTokens` counts without them.
 * Calls countTokens a few times with many texts. Goes stretch by stretch and in turns with all else: takes time in
 * proportion to the text, and beyond text, blocks and chunks hold no more memory than a stretch needs.
 */
export async function chunkDocument(
  extraction: Pick<Extraction, "title" | "text" | "blocks" | "pages">,
  options: {
    maxTokens: number;
    countTokens: CountTokens;
    signal: AbortSignal;
  },
): Promise<Chunk[]> {
  const { text } = extraction;
  const budget = Math.max(8, options.maxTokens - specialTokens);
  const contextTokens = Math.floor(budget * contextShare);
  const contexts = new HeadingContexts(extraction, {
    ...options,
    limit: contextTokens,
  });
  const roomFor = (first: Piece) =>
    budget - contexts.of(first).tokens - first.tableHeadTokens;
  const chunkOf = (group: readonly Piece[]): Chunk | null => {
    const [first, last] = [group[0], group.at(-1)];
    if (first === undefined || last === undefined) return null;
    const chunkText = text.slice(first.start, last.end);
    const context = [contexts.of(first).words, first.tableHead ?? ""]
      .map(embeddedText)
      .filter((words) => words !== "");
    return {
      start: first.start,
      end: last.end,
      page: first.page,
      headings: headingsOf(group),
      text: chunkText,
      embeddingText: [...context, embeddedText(chunkText)].join("\n"),
    };
  };
  const chunks: Chunk[] = [];
  const add = async (groups: readonly Piece[][]) => {
    const made = await mapInTurns(groups, chunkOf, {
      charsOf: (group) => (group.at(-1)?.end ?? 0) - (group[0]?.start ?? 0),
      signal: options.signal,
    });
    for (const chunk of made) if (chunk !== null) chunks.push(chunk);
  };
  const packer = new Packer(roomFor);
  for (const stretch of stretchesOf(extraction)) {
    await contexts.learn(stretch);
    const pieces = await fitPieces(text, stretch, {
      ...options,
      roomFor,
      maxHeadTokens: contextTokens,
    });
    await add(packer.put(pieces));
  }
  await add(packer.end());
  const passages = chunks.filter((chunk) => !isFolio(chunk));
  // A number that is all there is, such as a code in a note, is what it is kept for
  return passages.length > 0 ? passages : chunks;
}

/** A page's number or a rule on its own is no passage; where there are no pages, a number is something else. */
function isFolio({ page, text }: Chunk): boolean {
  const said = page === null ? /[\p{L}\p{N}]/u : /\p{L}/u;
  return text.length < 12 && !said.test(text);
}

function headingsOf(group: readonly Piece[]): string[] {
  const said = group.find((piece) => piece.heading === null) ?? group.at(-1);
  if (said === undefined) return [];
  return said.heading === null
    ? [...said.headings]
    : [...said.headings, said.heading];
}
