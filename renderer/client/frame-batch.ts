/**
 * Collects items and hands them over at most once a frame, all at once. A hidden page has no frames: there a
 * timer stands in, so that nothing piles up.
 */
export function createFrameBatch<T>(apply: (items: T[]) => void): {
  add(item: T): void;
  /** Hands over what has been collected, now. */
  flush(): void;
} {
  let items: T[] = [];
  let isScheduled = false;
  const flush = () => {
    isScheduled = false;
    if (items.length === 0) return;
    const batch = items;
    items = [];
    apply(batch);
  };
  return {
    flush,
    add: (item) => {
      items.push(item);
      if (isScheduled) return;
      isScheduled = true;
      if (document.visibilityState === "visible") requestAnimationFrame(flush);
      else setTimeout(flush, 100);
    },
  };
}
