const charsBefore = 60;
const charsAfter = 120;

/** A line of a passage where most of the words that it holds stand together, cut between words. */
export function missSnippet(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase();
  const places = words
    .map((word) => lower.indexOf(word.toLowerCase()))
    .filter((at) => at >= 0)
    .sort((a, b) => a - b);
  const together = (from: number) =>
    places.filter((at) => at >= from && at < from + charsAfter).length;
  const [at = 0] = places.toSorted(
    (a, b) => together(b) - together(a) || a - b,
  );
  const spaceBefore = text.indexOf(" ", at - charsBefore);
  const from = at <= charsBefore ? 0 : spaceBefore < at ? spaceBefore + 1 : at;
  const wanted = at + charsAfter;
  const spaceAfter = text.lastIndexOf(" ", wanted);
  const to =
    wanted >= text.length ? text.length : spaceAfter > at ? spaceAfter : wanted;
  const start = from > 0 ? "…" : "";
  return `${start}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
}
