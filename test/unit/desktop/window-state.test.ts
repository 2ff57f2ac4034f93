import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  fitToDisplays,
  readWindowState,
  writeWindowState,
} from "../../../electron/main/window-state.ts";

const left = { x: -1920, y: 0, width: 1920, height: 1040 };
const right = { x: 0, y: 0, width: 1440, height: 875 };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-state-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a window on a display that is gone opens anew", () => {
  const bounds = { x: -1500, y: 100, width: 800, height: 600 };
  expect(fitToDisplays(bounds, [left, right])).toEqual(bounds);
  expect(fitToDisplays(bounds, [right])).toBeNull();
  expect(fitToDisplays(bounds, [])).toBeNull();
});

test("whatever was saved, the window lies within one display or opens anew", () => {
  const number = fc.integer({ min: -5000, max: 5000 });
  const size = fc.integer({ min: 1, max: 5000 });
  fc.assert(
    fc.property(number, number, size, size, (x, y, width, height) => {
      const fitted = fitToDisplays({ x, y, width, height }, [left, right]);
      if (fitted === null) return;
      const isWithin = [left, right].some(
        (area) =>
          fitted.x >= area.x &&
          fitted.y >= area.y &&
          fitted.x + fitted.width <= area.x + area.width &&
          fitted.y + fitted.height <= area.y + area.height,
      );
      expect(isWithin).toBe(true);
    }),
  );
});

test("the state is read as it was written, with nothing left beside it, and a damaged file is none", () => {
  const file = join(folder, "window-state.json");
  const state = { bounds: right, isMaximized: true, isFullScreen: false };
  expect(readWindowState(file)).toBeNull();
  writeWindowState(file, state);
  expect(readWindowState(file)).toEqual(state);
  expect(readdirSync(folder)).toEqual(["window-state.json"]);
  writeFileSync(file, '{"bounds":{"x":1');
  expect(readWindowState(file)).toBeNull();
  writeFileSync(file, '{"bounds":{"x":0,"y":0,"width":0,"height":-1}}');
  expect(readWindowState(file)).toBeNull();
});
