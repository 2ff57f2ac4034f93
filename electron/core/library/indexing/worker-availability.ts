import { appErrorFrom } from "#contract/errors.ts";
import { delay } from "#core/concurrency/abortable.ts";
import type { Clock } from "#core/ports/clock.ts";

/** A worker that is refused to start for now is asked again after this long. */
const unavailableDelayMs = 5_000;
const maxTries = 25;

/** Asks again while the worker is backing off from its deaths, for which this work is not to blame. Any other failure is thrown. */
export async function whileUnavailable<Result>(
  work: () => Promise<Result>,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      const isBackingOff = appErrorFrom(error)?.code === "worker-unavailable";
      if (!isBackingOff || tries >= maxTries) throw error;
      await delay(clock, unavailableDelayMs, signal);
    }
  }
}

/** The worker ended in the middle of this work. */
export function isWorkerDeath(error: unknown): boolean {
  return appErrorFrom(error)?.code === "worker-crashed";
}
