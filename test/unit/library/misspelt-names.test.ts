import fc from "fast-check";
import { expect, it } from "vitest";
import { distance } from "#core/library/documents/misspelt-names.ts";

/** The whole table, as in the textbook. */
function inFull(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_none, j) => (i === 0 ? j : i)),
  );
  const at = (i: number, j: number) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      (rows[i] ?? [])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + same,
        i > 1 && j > 1 && swapped ? at(i - 2, j - 2) + 1 : Infinity,
      );
    }
  return at(a.length, b.length);
}

// Would catch: a band or an early end that misses a name, or swaps at its edge
it("errors are counted up to the most that are asked for, and no further", () => {
  const name = fc.string({
    unit: fc.constantFrom("a", "b", "c"),
    maxLength: 12,
  });
  fc.assert(
    fc.property(name, name, fc.nat({ max: 6 }), (a, b, most) => {
      const errors = inFull(a, b);
      expect(distance(a, b, most)).toBe(errors <= most ? errors : Infinity);
    }),
    { numRuns: 2_000 },
  );
});
