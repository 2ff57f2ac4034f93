const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** True when no character that a person sees is cut at this offset. */
export function isGraphemeBoundary(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return true;
  const from = Math.max(0, offset - 200);
  // The slice itself may begin inside of a surrogate pair
  const start = /[\udc00-\udfff]/.test(text.charAt(from)) ? from + 1 : from;
  const around = segmenter.segment(text.slice(start, offset + 50));
  return around.containing(offset - start)?.index === offset - start;
}
