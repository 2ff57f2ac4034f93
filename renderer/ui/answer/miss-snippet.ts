const charsAround = 60;

/** A line of a passage around the first of the words that it holds, cut between words. */
export function missSnippet(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase();
  const found = words
    .map((word) => lower.indexOf(word.toLowerCase()))
    .filter((at) => at >= 0);
  const at = found.length === 0 ? 0 : Math.min(...found);
  const from = at <= charsAround ? 0 : text.indexOf(" ", at - charsAround) + 1;
  const wanted = at + charsAround * 2;
  const space = text.lastIndexOf(" ", wanted);
  const to = wanted >= text.length ? text.length : Math.max(at, space);
  const start = from > 0 ? "…" : "";
  return `${start}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
}
