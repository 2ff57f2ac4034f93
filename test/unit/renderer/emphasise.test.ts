import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emphasise } from "../../../renderer/features/search/emphasise.ts";

describe("emphasis in a snippet", () => {
  it("keeps the text whole whatever the ranges are", () => {
    const ranges = fc.array(
      fc.record({
        start: fc.integer({ min: -5, max: 40 }),
        end: fc.integer({ min: -5, max: 40 }),
      }),
    );
    fc.assert(
      fc.property(fc.string(), ranges, (text, wanted) => {
        expect(
          emphasise(text, wanted)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });

  it("brings out what was matched", () => {
    expect(emphasise("three months", [{ start: 6, end: 12 }])).toEqual([
      { start: 0, text: "three ", isMatch: false },
      { start: 6, text: "months", isMatch: true },
    ]);
  });
});
