/** Typing errors that a name may have. */
export const maxErrors = (file: string) => (file.length > 10 ? 2 : 1);

/** Those with the fewest typing errors. */
export function nearest<Named extends { name: string }>(
  file: string,
  documents: readonly Named[],
  { of, most } = {
    of: (name: string) => name,
    most: maxErrors(file),
  },
): Named[] {
  const measured = documents
    .map((document) => ({
      document,
      errors: distance(
        file.toLowerCase(),
        of(document.name).toLowerCase(),
        most,
      ),
    }))
    .filter(({ errors }) => errors !== Infinity);
  const fewest = Math.min(...measured.map(({ errors }) => errors));
  return measured
    .filter(({ errors }) => errors === fewest)
    .map(({ document }) => document);
}

/**
 * Optimal string alignment: insertions, deletions, substitutions and swapped neighbours; Infinity for more than `most`.
 * Only what lies within `most` of the diagonal is looked at, and no further than where it can't become fewer: a
 * library has thousands of names. Source: Ukkonen, "Algorithms for approximate string matching", 1985.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  const empty = () => new Array<number>(b.length + 2).fill(Infinity);
  let [before, last, row] = [empty(), empty(), empty()];
  for (let j = 0; j <= Math.min(b.length, most); j++) last[j] = j;
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    const from = Math.max(1, i - most);
    const to = Math.min(b.length, i + most);
    row[from - 1] = from === 1 ? i : Infinity;
    row[to + 1] = Infinity;
    let leastOfRow = row[from - 1] ?? Infinity;
    for (let j = from; j <= to; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row[j] = least;
      leastOfRow = Math.min(leastOfRow, least);
    }
    // A swap looks two rows back
    if (leastOfRow > most && leastBefore > most) return Infinity;
    leastBefore = leastOfRow;
    [before, last, row] = [last, row, before];
  }
  const errors = last[b.length] ?? Infinity;
  return errors <= most ? errors : Infinity;
}
