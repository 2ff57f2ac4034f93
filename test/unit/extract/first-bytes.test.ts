import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readDocument } from "#native/extract/read-document.ts";

const megabyte = 1024 * 1024;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hearth-head-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A film, as its first box says, and text: both far longer than what is written of them. */
test.each([
  ["film.mp4", "\0\0\0\x20ftypisom\0\0\x02\0isomiso2", "unsupported-type"],
  ["film.txt", "\0\0\0\x20ftypisom\0\0\x02\0isomiso2", "unsupported-type"],
  ["core", "\x7fELF\x02\x01\x01\0", "unsupported-type"],
  ["server.log", "A line of a log.\n".repeat(5_000), "file-too-large"],
])(
  "%s is refused by its first bytes: the rest is not read",
  async (name, head, code) => {
    const path = join(folder, name);
    writeFileSync(path, head, "latin1");
    truncateSync(path, 100 * megabyte);
    // Each step of what is read is one step of the reading
    await expect(readDocument(path).next()).rejects.toMatchObject({ code });
  },
);
