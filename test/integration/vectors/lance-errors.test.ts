import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  statfsSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lance } from "#native/vectors/lance-errors.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-lance-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function failing() {
  const error = Object.assign(new Error("lance"), { code: "GenericFailure" });
  return lance(folder, () => Promise.reject(error));
}

test("with room for another index the failure is damage", async () => {
  await expect(failing()).rejects.toMatchObject({ code: "data-damaged" });
});

test("with less room than the index takes it is the disk, however much that is", async () => {
  const { bavail, bsize } = statfsSync(folder);
  mkdirSync(join(folder, "one.lance"));
  const file = join(folder, "one.lance", "rows");
  writeFileSync(file, "");
  // Takes no room itself: it is one hole
  truncateSync(file, bavail * bsize + 1e9);
  await expect(failing()).rejects.toMatchObject({ code: "disk-full" });
});
