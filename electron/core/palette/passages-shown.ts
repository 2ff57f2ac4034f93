import type { PaletteResult } from "#contract/palette.ts";
import type { SearchResult } from "#contract/search.ts";
import { fitOf, tokensOf } from "./match-words.ts";
import { type Mark, marksOf } from "./passage-marks.ts";
import { snippetOf } from "./plain-snippet.ts";

const maxOfAFile = 3;
/** More of the same files, beside the best passage of each. */
const maxFurther = 3;

type Passage = PaletteResult["passages"][number];

/**
 * What the palette shows of what was found: of each file its best passage, then up to two more beside it where there
 * is room, files in the order of their best. Where a passage has every word that was typed, only such. Passages
 * without any of them stay only while the library may answer what was typed.
 */
export function passagesShown(
  { hits, answerability, considered }: SearchResult,
  words: readonly string[],
  maxFiles: number,
): Passage[] {
  const told = words.filter((word) => word.length > 2);
  const rated = hits
    .map((hit) => ({ hit, held: heldBy(hit.text, told) }))
    .filter(({ held }) => held > 0 || answerability.answerable !== "no");
  const hasAll = rated.some(({ held }) => held === told.length);
  const files = new Map<string, Passage[]>();
  let further = 0;
  const take = (passage: Passage) => {
    const { documentId } = passage.hit;
    const own = files.get(documentId);
    if (own === undefined) {
      if (files.size < maxFiles) files.set(documentId, [passage]);
    } else if (
      own.length < maxOfAFile &&
      further < maxFurther &&
      // Passages overlap in the index
      !own.some(({ mark }) => isOver(mark, passage.mark))
    ) {
      further += 1;
      own.push(passage);
    }
  };
  for (const { hit, held } of rated) {
    if (hasAll && held < told.length) continue;
    const marks = marksOf(hit.text, (text) => heldBy(text, told));
    for (const { start, end, stretch } of marks)
      take({
        hit,
        considered,
        mark: { start: hit.start + start, end: hit.start + end },
        ...snippetOf(stretch, words),
      });
  }
  return [...files.values()].flat();
}

const isOver = (a: Pick<Mark, "start" | "end">, b: typeof a) =>
  a.start < b.end && b.start < a.end;

/** How many of the words stand in the text. */
function heldBy(text: string, words: readonly string[]): number {
  const tokens = [...new Set(tokensOf(text).map((token) => token.text))];
  return words.filter((word) =>
    tokens.some((token) => fitOf(word, token).fit > 0),
  ).length;
}
