import { Worker } from "node:worker_threads";

/** How a worker that took too much memory ends; its own signal tells this end from a crash. */
export const outOfMemorySignal = "SIGUSR2";

const intervalMs = 100;

/**
 * Ends this process when it holds more than `limitBytes`: parsers keep what they unpack outside of the
 * JavaScript heap, whose own limit doesn't see it. A thread watches, since a busy parser runs no timers.
 */
export function guardMemory(limitBytes: number): void {
  const watch = `
    setInterval(() => {
      if (process.memoryUsage.rss() > ${limitBytes}) process.kill(process.pid, "${outOfMemorySignal}");
    }, ${intervalMs});`;
  new Worker(watch, { eval: true }).unref();
}
