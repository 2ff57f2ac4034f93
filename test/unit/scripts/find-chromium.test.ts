import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findChromium } from "../../../scripts/support/find-chromium.mjs";

const folder = mkdtempSync(join(tmpdir(), "hearth-chromium-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("Chromium is found wherever PATH has it, and nowhere else", () => {
  expect(findChromium([folder, "/nowhere"].join(delimiter))).toBeNull();
  expect(findChromium("")).toBeNull();
  const chromium = join(folder, "chromium");
  writeFileSync(chromium, "");
  expect(findChromium(["/nowhere", folder].join(delimiter))).toBe(chromium);
});
