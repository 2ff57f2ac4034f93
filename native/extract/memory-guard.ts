import { Worker } from "node:worker_threads";
import { outOfMemorySignal } from "#native/workers/exits.ts";

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
