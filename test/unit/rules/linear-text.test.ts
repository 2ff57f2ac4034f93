import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { runInChild } from "../../support/in-child.ts";

const support = resolve(import.meta.dirname, "../../support");
// What takes time in proportion to its text is done in milliseconds; what takes its square never is
const silenceMs = 30_000;

// Bug: a 20 KB file of newlines held the engine up for good, at every start again
describe("no run of one sign holds anything up", () => {
  it("no pattern of the app", { timeout: 600_000 }, async () => {
    const patterns = await runInChild(resolve(support, "every-pattern.ts"), {
      silenceMs,
    });
    expect(patterns.length).toBeGreaterThan(150);
  });

  it("no function over a document's text", { timeout: 600_000 }, async () => {
    const functions = await runInChild(
      resolve(support, "every-text-function.ts"),
      { silenceMs },
    );
    expect(functions.length).toBeGreaterThan(500);
  });
});
