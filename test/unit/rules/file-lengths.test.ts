import { globSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../../..");
const maxLines = 300;

// Would catch: a file that gathers a second and a third idea, a few lines at a time
test("no source file is longer than 300 lines", () => {
  const files = globSync(
    "{electron,native,renderer,scripts,test}/**/*.{ts,tsx,mts,mjs,cjs,js,css}",
    { cwd: root },
  );
  const long = files
    .map((file) => ({ file, lines: linesOf(file) }))
    .filter(({ lines }) => lines > maxLines);
  expect(long).toEqual([]);
  expect(files.length).toBeGreaterThan(900);
});

function linesOf(file: string): number {
  return readFileSync(resolve(root, file), "utf8").trimEnd().split("\n").length;
}
