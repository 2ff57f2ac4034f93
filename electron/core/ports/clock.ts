export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds from an arbitrary start, never going back; for durations. */
  monotonicMs(): number;
  /** Calls back once after delayMs; the disposer cancels. */
  after(delayMs: number, callback: () => void): () => void;
}
