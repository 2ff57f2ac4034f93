import { expect, it } from "vitest";
import { stem, withoutPlural } from "#core/words/stem.ts";

// Would catch: forms that meet only by a common beginning, which short words and share() don't count whole
it.each([
  ["subletting", "sublet"],
  ["letting", "let"],
  ["selling", "sell"],
  ["cities", "citi"],
  ["city", "citi"],
  ["given", "giv"],
  ["gives", "giv"],
  ["boxed", "box"],
  ["bring", "bring"],
])("the stem of %s is %s", (word, expected) => {
  expect(stem(word)).toBe(expected);
});

// Would catch: "mp3s" found by "mp3", or node17ing by node17: codes are compared as they stand
it.each(["mp3s", "node17ed", "a4es"])(
  "%s is a code and stays whole",
  (word) => {
    expect(stem(word)).toBe(word);
  },
);

// Would catch: a plural that ends otherwise than in a plain s
it.each([
  ["companies", "company"],
  ["houses", "house"],
  ["glass", "glass"],
  ["virus", "virus"],
])("%s is counted as %s", (word, expected) => {
  expect(withoutPlural(word)).toBe(expected);
});
