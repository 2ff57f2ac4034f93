/** The first of those of which `of` is greatest; null of none. */
export function greatest<Item>(
  items: readonly Item[],
  of: (item: Item) => number,
): Item | null {
  return items.reduce<Item | null>(
    (best, item) => (best === null || of(item) > of(best) ? item : best),
    null,
  );
}
