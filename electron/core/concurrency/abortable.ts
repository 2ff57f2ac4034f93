import type { Clock } from "#core/ports/clock.ts";

/** The promise's outcome, or the signal's reason as soon as it aborts: nothing waits on what hangs. */
export function abortable<Result>(
  promise: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    promise
      .then(resolve, reject)
      .finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** Waits by the given clock. Rejects with the signal's reason as soon as it aborts. */
export function delay(
  clock: Clock,
  ms: number,
  signal: AbortSignal,
): Promise<void> {
  let cancel = () => {};
  const waited = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve);
  });
  return abortable(waited, signal).finally(() => cancel());
}
