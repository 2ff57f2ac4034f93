import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sharedFolder, sharedPath } from "../support/shared.ts";
import { runOf, structuralRuns } from "../support/structural-runs.ts";
import { takeHostile } from "../support/take-hostile.ts";
import { WholeEngine } from "../support/whole-engine.ts";

const words = "walrus on the ice";
const runChars = 40_000;

let folder: string;
let engine: WholeEngine;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "hearth-runs-"));
  engine = await WholeEngine.start();
});
afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the whole engine", () => {
  // Bug: a 20 KB file of newlines held the engine up for good, at every start again
  it("takes a pile of any sign: it is indexed, found, quoted and opened", async () => {
    const signs = Object.keys(structuralRuns);
    for (const kind of ["txt", "md", "html"]) {
      mkdirSync(join(folder, kind));
      for (const sign of signs) {
        const run = runOf(structuralRuns[sign] ?? "", runChars);
        writeFileSync(
          join(folder, kind, `${sign}.${kind}`),
          `<html><p>The ${words}: ${sign}.</p>\n\n${run}\n\nThe end.\n`,
        );
      }
    }
    const { documents, hits } = await engine.take(folder, words);
    expect(documents).toHaveLength(3 * signs.length);
    expect(documents.filter(({ status }) => status !== "indexed")).toEqual([]);
    expect(hits).toBeGreaterThan(0);
    for (const document of documents)
      expect(await engine.open(document)).toContain(words);
  });
});

describe.skipIf(sharedFolder === null)(
  "hostile files (needs ../shared)",
  () => {
    it("end each with a state and its reason, and leave nothing outside of the data folder", {
      timeout: 300_000,
    }, async () => {
      const run = await takeHostile(sharedPath("data", "hostile"));
      expect(run.exitCode).not.toBeNull();
      expect(run.files.length).toBeGreaterThan(70);
      expect(
        run.files.filter(
          ({ status, reason }) =>
            !["indexed", "unchanged"].includes(status) && reason === null,
        ),
      ).toEqual([]);
      expect(run.opened).toBe(
        run.documents.filter(({ status }) => status === "indexed").length,
      );
      expect(run.strays).toEqual([]);
    });
  },
);
