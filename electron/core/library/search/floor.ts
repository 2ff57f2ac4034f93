import type { Background } from "./background.ts";

/** Below, nothing is told apart from a stranger's question. See docs/decisions, and test/eval/floor.ts for the curve. */
const wholeFloor = 0.67;
/** A library so small that it says little of itself: a wrong refusal costs more there than a weak passage. */
const small = { passages: 100, floor: 0.5 };
const largePassages = 500;
/** Where the passages of a large library are of all kinds, so that much seems near: how far the model's own measure counts. */
const modelShare = 2 / 3;

/** How much a library says of itself: nothing at 0, all at 1. */
export const trustIn = ({ distinctPassages }: Background): number =>
  Math.max(
    0,
    Math.min(
      1,
      (distinctPassages - small.passages) / (largePassages - small.passages),
    ),
  );

/** The score below which nothing answers. */
export const floorOf = (background: Background): number =>
  small.floor + trustIn(background) * (wholeFloor - small.floor);

/**
 * The cosine from which nearness counts: that of unrelated passages, and more where the library would take for an
 * answer what the model takes for one nowhere.
 */
export function strangersUpTo(background: Background): number {
  const { meaning } = background;
  if (meaning === null) return 0;
  const { unrelated, scale, answering } = meaning;
  const enough = unrelated + wholeFloor * scale;
  const lacking = Math.max(0, (answering ?? enough) - enough);
  return unrelated + trustIn(background) * modelShare * lacking;
}
