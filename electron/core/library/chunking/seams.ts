const sentences = new Intl.Segmenter(undefined, { granularity: "sentence" });
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
// Looked at around a cut; no grapheme of a living script is longer
const windowChars = 64;

interface Range {
  start: number;
  end: number;
}

/** Where lines end, the range's end last; a line longer than `maxChars` is cut as well. */
export function* lineSeams(
  text: string,
  { start, end }: Range,
  maxChars: number,
): Generator<number> {
  let from = start;
  while (from < end) {
    const newline = text.indexOf("\n", from);
    const next = newline === -1 || newline >= end ? end : newline + 1;
    while (next - from > maxChars) {
      from = cutAfter(text, from, { end: next, maxChars });
      yield from;
    }
    yield next;
    from = next;
  }
}

/** Where sentences end, the range's end last; one longer than `maxChars` is cut as well. */
export function* sentenceSeams(
  text: string,
  { start, end }: Range,
  maxChars: number,
): Generator<number> {
  let from = start;
  while (end - from > maxChars) {
    const last = yield* sentenceStarts(text, from, from + maxChars);
    // The last sentence goes on behind what was looked at
    from = last ?? cutAfter(text, from, { end, maxChars });
    if (last === null) yield from;
  }
  yield* sentenceStarts(text, from, end);
  yield end;
}

/** Of all sentences but the first, whose start is known. Returns the last one's, null for a single one. */
function* sentenceStarts(
  text: string,
  start: number,
  end: number,
): Generator<number, number | null> {
  // A line end inside a paragraph ends no sentence, but the segmenter takes it for one
  const flat = text.slice(start, end).replace(/\n/g, " ");
  let last: number | null = null;
  for (const { index } of sentences.segment(flat)) {
    if (index === 0) continue;
    last = start + index;
    yield last;
  }
  return last;
}

function cutAfter(
  text: string,
  start: number,
  { end, maxChars }: { end: number; maxChars: number },
): number {
  return cutNear(text, start + maxChars, { start, end }) ?? start + maxChars;
}

/** The space nearest to `wanted`, within a quarter of the way; else a boundary between graphemes. */
export function cutNear(
  text: string,
  wanted: number,
  { start, end }: Range,
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
