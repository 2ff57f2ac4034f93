import type { Page } from "@playwright/test";
import { z } from "zod";
import { type Measured, quantile } from "../figures.ts";

const slowFrameMs = 50;
const recorded = z.object({
  intervals: z.array(z.number()).min(1),
  work: z.array(z.number()).min(1),
});

/**
 * Runs in the page, in every frame before what else asked for it: when it began, and when its work (scripts, layout,
 * paint) let the next task through.
 */
const recorder = `
  globalThis.recordFrames = () => {
    const frames = { intervals: [], work: [] };
    const { port1, port2 } = new MessageChannel();
    let startMs = 0, lastMs = 0, isOn = true;
    port1.onmessage = () => frames.work.push(performance.now() - startMs);
    const onFrame = (nowMs) => {
      if (!isOn) return;
      startMs = performance.now();
      if (lastMs > 0) frames.intervals.push(nowMs - lastMs);
      lastMs = nowMs;
      port2.postMessage(0);
      requestAnimationFrame(onFrame);
    };
    requestAnimationFrame(onFrame);
    return () => { isOn = false; return frames; };
  };
`;

/** Records the frames of a page from now until the returned function is called. */
export async function recordFrames(
  page: Page,
): Promise<() => Promise<Measured>> {
  await page.evaluate(recorder);
  await page.evaluate("void (globalThis.stopFrames = recordFrames())");
  return async () => measure(await page.evaluate("stopFrames()"));
}

function measure(frames: unknown): Measured {
  const { intervals, work } = recorded.parse(frames);
  return {
    medianMs: quantile(intervals, 0.5),
    p95Ms: quantile(intervals, 0.95),
    longestMs: quantile(intervals, 1),
    slow: intervals.filter((interval) => interval > slowFrameMs).length,
    workMedianMs: quantile(work, 0.5),
    workP95Ms: quantile(work, 0.95),
    frames: intervals.length,
  };
}
