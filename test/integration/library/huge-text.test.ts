import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const script = join(import.meta.dirname, "../../support/chunk-huge-child.ts");

// Bug: one file of short lines, within the limit for files, ended the engine at every start for want of memory
test.each([
  ["lines", "0.123\n", "code", 32, 256],
  ["sentences", "A. ", "paragraph", 8, 128],
])(
  "a file full of short %s is cut with little memory",
  { timeout: 300_000 },
  async (_, unit, kind, sizeMb, heapMb) => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      `--max-old-space-size=${heapMb}`,
      script,
      unit,
      kind,
      String(sizeMb),
    ]);
    const { chunks, share } = JSON.parse(stdout);
    expect(chunks).toBeGreaterThan(sizeMb * 1_000);
    // The rest is white space between chunks
    expect(share).toBeGreaterThan(0.99);
  },
);
