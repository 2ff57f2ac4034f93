/** A piece of a text, and whether it lies in the marked range. */
export interface Segment {
  text: string;
  isMarked: boolean;
}

/** UTF-16 offsets into a document, end exclusive. */
export interface Range {
  start: number;
  end: number;
}

const entity = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{1,31});/y;
const punctuation = /[!-/:-@[-`{-~]/;

/**
 * For each UTF-16 unit of a Markdown node's value, the offset in `source` that it comes from. Markup that the
 * value left out (escapes, entities, quote signs, indentation) is passed over. Never goes backwards.
 */
export function alignValue(
  value: string,
  source: string,
  isLiteral: boolean,
): number[] {
  const offsets: number[] = [];
  // Looked for to the end once: what the rest of the source lacks, a later rest lacks too
  const lacking = new Set<string | undefined>();
  let at = 0;
  while (offsets.length < value.length) {
    const index = offsets.length;
    const reference = isLiteral ? 0 : entityLength(source, at);
    if (
      reference > 0 &&
      !value.startsWith(source.slice(at, at + reference), index)
    ) {
      const units = value.codePointAt(index) ?? 0;
      for (let unit = units > 0xffff ? 2 : 1; unit > 0; unit--)
        offsets.push(at);
      at += reference;
      continue;
    }
    if (!isLiteral && isEscape(source, at, value[index])) at += 1;
    // What the value doesn't have was markup
    let next = lacking.has(value[index]) ? source.length : at;
    while (next < source.length && source[next] !== value[index]) next += 1;
    if (next === source.length) lacking.add(value[index]);
    if (next < source.length) {
      offsets.push(next);
      at = next + 1;
    } else {
      offsets.push(Math.min(at, source.length));
    }
  }
  return offsets;
}

function entityLength(source: string, at: number): number {
  if (source[at] !== "&") return 0;
  entity.lastIndex = at;
  return entity.exec(source)?.[0].length ?? 0;
}

const isEscape = (source: string, at: number, wanted: string | undefined) =>
  source[at] === "\\" &&
  source[at + 1] === wanted &&
  punctuation.test(wanted ?? "");

/**
 * Splits a value that stands at `sourceStart` of a document into what lies in a marked range and what does not.
 * The segments together are exactly the value.
 */
export function splitMarked(
  value: string,
  source: string,
  sourceStart: number,
  marks: readonly Range[],
  isLiteral: boolean,
): Segment[] {
  const sourceEnd = sourceStart + source.length;
  if (marks.every(({ start, end }) => end <= sourceStart || start >= sourceEnd))
    return [{ text: value, isMarked: false }];
  if (marks.some(({ start, end }) => start <= sourceStart && end >= sourceEnd))
    return [{ text: value, isMarked: true }];
  const offsets =
    value === source ? null : alignValue(value, source, isLiteral);
  const segments: Segment[] = [];
  for (let index = 0; index < value.length; index++) {
    const offset = sourceStart + (offsets?.[index] ?? index);
    const isMarked = marks.some(
      ({ start, end }) => offset >= start && offset < end,
    );
    const unit = value[index] ?? "";
    const last = segments.at(-1);
    if (last?.isMarked === isMarked) last.text += unit;
    else segments.push({ text: unit, isMarked });
  }
  return segments;
}
