const charsBefore = 60;
const charsAfter = 120;
const maxPlaces = 50;

/** A line of a passage where most of the words that it holds stand together, cut between words. */
export function missSnippet(text: string, words: readonly string[]): string {
  const places = words.flatMap((word) => placesOf(text, word));
  const together = (from: number) =>
    new Set(
      places
        .filter(({ at }) => at >= from && at < from + charsAfter)
        .map(({ word }) => word),
    ).size;
  const [best] = places
    .map(({ at }) => ({ at, words: together(at) }))
    .sort((a, b) => b.words - a.words || a.at - b.at);
  const at = best?.at ?? 0;
  const spaceBefore = text.indexOf(" ", at - charsBefore);
  const from = at <= charsBefore ? 0 : spaceBefore < at ? spaceBefore + 1 : at;
  const wanted = at + charsAfter;
  const spaceAfter = text.lastIndexOf(" ", wanted);
  const to =
    wanted >= text.length ? text.length : spaceAfter > at ? spaceAfter : wanted;
  const start = from > 0 ? "…" : "";
  return `${start}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
}

function placesOf(text: string, word: string): { word: string; at: number }[] {
  const [lower, wanted] = [text.toLowerCase(), word.toLowerCase()];
  const places: { word: string; at: number }[] = [];
  let at = lower.indexOf(wanted);
  while (at >= 0 && places.length < maxPlaces) {
    places.push({ word, at });
    at = lower.indexOf(wanted, at + wanted.length);
  }
  return places;
}
