import { expect, test } from "vitest";
import {
  reasonLines,
  skippedByPlaywright,
  skippedByVitest,
} from "../../../scripts/support/skipped.mjs";

test("every skipped test is named with its reason, also one that gives none", () => {
  const vitest = {
    testResults: [
      {
        assertionResults: [
          { status: "passed", title: "a", ancestorTitles: [] },
          {
            status: "skipped",
            title: "b",
            ancestorTitles: ["real documents (needs ../shared)"],
          },
          {
            status: "pending",
            title: "c (needs ../shared)",
            ancestorTitles: [],
          },
          { status: "todo", title: "d", ancestorTitles: ["e"] },
        ],
      },
    ],
  };
  const skip = (description?: string) => ({
    status: "skipped",
    annotations: [{ type: "skip", description }],
  });
  const playwright = {
    suites: [
      {
        specs: [{ tests: [{ status: "expected", annotations: [] }] }],
        suites: [{ specs: [{ tests: [skip("no keys here"), skip()] }] }],
      },
    ],
  };
  expect(
    reasonLines([
      ...skippedByVitest(vitest),
      ...skippedByPlaywright(playwright),
    ]),
  ).toEqual([
    "  2 skipped: needs ../shared",
    "  2 skipped: no reason given",
    "  1 skipped: no keys here",
  ]);
});
