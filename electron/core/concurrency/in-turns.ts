/** The one timer that core uses without a clock: it waits for its turn, not for a time. */
declare function setTimeout(run: () => void, ms: 0): unknown;

/** Text that is worked through before whatever else waits gets its turn: a few milliseconds. */
const charsPerTurn = 64 * 1024;
/** What an item takes beside its text. */
const charsPerItem = 32;

/**
 * Maps items one after the other and lets everything else run in between, so that a long document holds up nobody.
 * `charsOf` says how much text an item is. @throws the signal's reason
 */
export async function mapInTurns<Item, Result>(
  items: readonly Item[],
  map: (item: Item) => Result,
  {
    charsOf,
    signal,
  }: { charsOf: (item: Item) => number; signal?: AbortSignal },
): Promise<Result[]> {
  const results: Result[] = [];
  let chars = 0;
  for (const item of items) {
    chars += charsOf(item) + charsPerItem;
    if (chars > charsPerTurn) {
      chars = 0;
      await nextTurn();
      signal?.throwIfAborted();
    }
    results.push(map(item));
  }
  return results;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
