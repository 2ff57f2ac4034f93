import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { damagedFiles } from "../../support/checksums.ts";
import { builtInModels, fixtureModels } from "../../support/fixtures.ts";

it("are the very files that were taken in, each named with its SHA-256", () => {
  const folder = join(builtInModels, "all-MiniLM-L6-v2");
  expect(damagedFiles(folder)).toEqual([]);
  const sums = readFileSync(join(folder, "SHA256SUMS"), "utf8");
  const unnamed = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .filter((name) => !sums.includes(name));
  expect(unnamed.sort()).toEqual(["SHA256SUMS", "SOURCE.md"]);
});

it("and so is the tiny language model of the tests", () => {
  const bytes = readFileSync(join(fixtureModels, "stories260K.gguf"));
  const source = readFileSync(
    join(fixtureModels, "stories260K.SOURCE.md"),
    "utf8",
  );
  expect(source).toContain(createHash("sha256").update(bytes).digest("hex"));
});
