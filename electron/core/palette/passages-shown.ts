import type { PaletteResult } from "#contract/palette.ts";
import type { SearchHit, SearchResult } from "#contract/search.ts";
import { sentenceRanges } from "#core/evidence/sentence-ranges.ts";
import { fitOf, type Range, tokensOf } from "./match-words.ts";
import { snippetOf } from "./plain-snippet.ts";

/**
 * What the palette shows of what was found: of each file its best passage, and where one has every word that was
 * typed, only such. Passages without any of them stay only while the library may answer what was typed.
 */
export function passagesShown(
  { hits, answerability, considered }: SearchResult,
  words: readonly string[],
  most: number,
): PaletteResult["passages"] {
  const files = new Set<string>();
  const told = words.filter((word) => word.length > 2);
  const rated = hits
    .map((hit) => ({ hit, held: heldBy(hit.text, told).size }))
    .filter(({ held }) => held > 0 || answerability.answerable !== "no");
  const hasAll = rated.some(({ held }) => held === told.length);
  return rated
    .filter(({ hit, held }) => {
      if ((hasAll && held < told.length) || files.has(hit.documentId))
        return false;
      files.add(hit.documentId);
      return true;
    })
    .slice(0, most)
    .map(({ hit }) => ({
      hit,
      considered,
      mark: markOf(hit, told),
      ...snippetOf(hit.text, words),
    }));
}

/** The sentence that holds the most of the words, as offsets of the document; the whole passage where none does. */
function markOf({ text, start }: SearchHit, words: readonly string[]): Range {
  let best = { start: 0, end: text.length };
  let most = 0;
  for (const range of sentenceRanges(text)) {
    const { size } = heldBy(text.slice(range.start, range.end), words);
    if (size <= most) continue;
    most = size;
    best = range;
  }
  return { start: start + best.start, end: start + best.end };
}

function heldBy(text: string, words: readonly string[]): Set<string> {
  const tokens = [...new Set(tokensOf(text).map((token) => token.text))];
  return new Set(
    words.filter((word) => tokens.some((token) => fitOf(word, token).fit > 0)),
  );
}
