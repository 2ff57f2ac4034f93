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
      errors: distance(file.toLowerCase(), of(document.name).toLowerCase()),
    }))
    .filter(({ errors }) => errors <= most);
  const fewest = Math.min(...measured.map(({ errors }) => errors));
  return measured
    .filter(({ errors }) => errors === fewest)
    .map(({ document }) => document);
}

/** Optimal string alignment: insertions, deletions, substitutions and swapped neighbours. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
