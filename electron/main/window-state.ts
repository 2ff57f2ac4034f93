import {
  closeSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import type { Rectangle } from "electron";
import { z } from "zod";

const rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
const windowState = z.object({
  bounds: rectangle,
  isMaximized: z.boolean(),
  isFullScreen: z.boolean(),
});
export type WindowState = z.infer<typeof windowState>;

/** The state that was saved; null when there is none, or the file is damaged. */
export function readWindowState(file: string): WindowState | null {
  try {
    const parsed = windowState.safeParse(
      JSON.parse(readFileSync(file, "utf8")),
    );
    return parsed.success ? parsed.data : null;
  } catch {
    // Missing or damaged: the window opens where a new one would
    return null;
  }
}

/** Replaces the file whole: a crash leaves the old state or the new one. */
export function writeWindowState(file: string, state: WindowState): void {
  const written = `${file}.new`;
  const handle = openSync(written, "w", 0o600);
  try {
    writeFileSync(handle, JSON.stringify(state));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(written, file);
}

/** The part of a window that has to lie on a display, so that it can be seen and moved. */
const leastVisible = { width: 120, height: 60 };

/**
 * The bounds, moved and shrunk to lie within the work area that they mostly lie on; null when they lie on none,
 * because that display is gone.
 */
export function fitToDisplays(
  bounds: Rectangle,
  workAreas: readonly Rectangle[],
): Rectangle | null {
  const best = workAreas
    .map((area) => ({ area, shared: overlap(bounds, area) }))
    .filter(
      ({ shared }) =>
        shared.width >= leastVisible.width &&
        shared.height >= leastVisible.height,
    )
    .sort(
      (a, b) =>
        b.shared.width * b.shared.height - a.shared.width * a.shared.height,
    )[0]?.area;
  if (best === undefined) return null;
  const width = Math.min(bounds.width, best.width);
  const height = Math.min(bounds.height, best.height);
  return {
    x: clamp(bounds.x, best.x, best.x + best.width - width),
    y: clamp(bounds.y, best.y, best.y + best.height - height),
    width,
    height,
  };
}

function overlap(
  a: Rectangle,
  b: Rectangle,
): { width: number; height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
