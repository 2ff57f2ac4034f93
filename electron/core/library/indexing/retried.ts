import { appErrorFrom } from "#contract/errors.ts";
import type { Clock } from "#core/ports/clock.ts";
import { delay } from "./waiting.ts";

/** A worker that is refused to start for now is asked again after this long. */
const unavailableDelayMs = 5_000;
/** Kills from outside and a full machine pass; one text that ends the worker each time does not. */
const mostTries = 25;

/** Tries again when the worker died under it: it is started again, after its own back-off. Any other failure is thrown. */
export async function retried<Result>(
  work: () => Promise<Result>,
  { clock, signal }: { clock: Clock; signal: AbortSignal },
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      const code = appErrorFrom(error)?.code;
      const isWorkers =
        code === "worker-crashed" || code === "worker-unavailable";
      if (!isWorkers || tries >= mostTries) throw error;
      if (code === "worker-unavailable")
        await delay(clock, unavailableDelayMs, signal);
    }
  }
}
