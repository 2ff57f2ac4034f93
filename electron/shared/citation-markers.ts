/** [1], [1, 2], [1-3], [^1], 【1】; not the text of a link, [1](…). The first group holds the numbers. */
export const citationMarker =
  /[[【]\s*(?:\^\s*)?(\d{1,3}(?:\s*[,;–-]\s*(?:\^\s*)?\d{1,3})*)\s*[\]】](?!\()/gu;

/** The numbers of a marker's first group in their order, ranges written out; a range ends after a hundred. */
export function markedNumbers(list: string): number[] {
  return list.split(/[,;]/u).flatMap((part) => {
    const [first = 0, last = first] = part
      .replaceAll("^", "")
      .split(/[–-]/u)
      .map((digits) => Number.parseInt(digits, 10));
    const length = Math.max(0, Math.min(last - first, 99) + 1);
    return Array.from({ length }, (_, index) => first + index);
  });
}

/** Text that reads the same and in which no marker is left: what a document has in brackets cites nothing here. */
export function withoutMarkers(text: string): string {
  return text.replace(
    citationMarker,
    (marker) => `${marker[0]}\u2060${marker.slice(1)}`,
  );
}
