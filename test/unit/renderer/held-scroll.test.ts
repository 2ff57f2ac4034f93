import { expect, it } from "vitest";
import { shiftOf } from "../../../renderer/features/conversations/use-held-scroll.ts";

const starts = (...keys: string[]) =>
  new Map(keys.map((key, index) => [key, index * 32]));
const view = { top: 64, bottom: 160 };

// Would catch: a conversation that gets its title at the top pushes the list away under the eye
it("what is in view has moved by the rows that came above it, not with the one that left it", () => {
  const before = starts("a", "b", "c", "d", "e", "f");
  expect(shiftOf(before, starts("new", "a", "b", "c", "d", "e"), view)).toBe(
    32,
  );
  expect(shiftOf(before, starts("c", "a", "b", "d", "e", "f"), view)).toBe(0);
  expect(shiftOf(before, starts("b", "c", "d", "e", "f"), view)).toBe(-32);
  expect(shiftOf(before, starts("x"), view)).toBe(0);
});
