import type { Block } from "#contract/library.ts";
import { type Chunk, chunkDocument } from "#core/library/chunking/chunker.ts";
import { estimateTokens } from "#core/library/chunking/estimate-tokens.ts";
import { type ArbitraryDocument, build } from "./arbitrary-documents.ts";

const signal = new AbortController().signal;

/** In chunks of so many tokens, estimated. */
export function chunk(
  document: ArbitraryDocument,
  maxTokens: number,
): Promise<Chunk[]> {
  return chunkDocument(document, {
    maxTokens,
    countTokens: estimateTokens,
    signal,
  });
}

/** A document without pages, of these blocks. */
export function markdown(
  parts: [Block["kind"], string, number | null][],
  title: string | null,
): ArbitraryDocument {
  return build({
    parts: parts.map((one) => [one, false] as const),
    title,
    isPaged: false,
  });
}
