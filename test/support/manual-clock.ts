import type { Clock } from "#core/ports/clock.ts";

/** A clock that stands still until it is told to go on. */
export function manualClock(): Clock & { advance(ms: number): void } {
  let nowMs = 0;
  const timers = new Set<{ dueMs: number; callback: () => void }>();
  return {
    now: () => nowMs,
    monotonicMs: () => nowMs,
    after: (delayMs, callback) => {
      const timer = { dueMs: nowMs + delayMs, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (ms) => {
      nowMs += ms;
      const due = [...timers].filter(({ dueMs }) => dueMs <= nowMs);
      for (const timer of due.sort((a, b) => a.dueMs - b.dueMs)) {
        timers.delete(timer);
        timer.callback();
      }
    },
  };
}
