import { type RefObject, useLayoutEffect, useMemo, useRef } from "react";

/** Where each row of a list begins, in px. */
export type RowStarts = ReadonlyMap<string, number>;

/**
 * How far the rows in view have moved, by the middle one of them: a row that alone went elsewhere moves none of the
 * others. 0 where none of them is left.
 */
export function shiftOf(
  before: RowStarts,
  now: RowStarts,
  view: { top: number; bottom: number },
): number {
  const shifts: number[] = [];
  for (const [key, start] of before) {
    const moved = now.get(key);
    if (moved !== undefined && start >= view.top && start < view.bottom)
      shifts.push(moved - start);
  }
  shifts.sort((a, b) => a - b);
  return shifts[Math.floor(shifts.length / 2)] ?? 0;
}

/** Keeps what is looked at in a scrolled list where it is, while rows above it come and go. At its top it stays there. */
export function useHeldScroll(
  scroller: RefObject<HTMLElement | null>,
  rows: readonly { key: string; heightPx: number }[],
  /** Another one is another list, which is not held. */
  list: string,
): void {
  const starts = useMemo(() => {
    const found = new Map<string, number>();
    let start = 0;
    for (const { key, heightPx } of rows) {
      found.set(key, start);
      start += heightPx;
    }
    return found;
  }, [rows]);
  const last = useRef({ starts, list });
  useLayoutEffect(() => {
    const before = last.current;
    last.current = { starts, list };
    const { current: view } = scroller;
    if (view === null || before.list !== list || view.scrollTop === 0) return;
    const top = view.scrollTop;
    const shift = shiftOf(before.starts, starts, {
      top,
      bottom: top + view.clientHeight,
    });
    if (shift !== 0) view.scrollTop = top + shift;
  }, [scroller, starts, list]);
}
