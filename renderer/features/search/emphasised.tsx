import { emphasise } from "./emphasise.ts";

/** A snippet with what was searched for brought out. */
export function Emphasised({
  text,
  ranges,
}: {
  text: string;
  ranges: readonly { start: number; end: number }[];
}) {
  return emphasise(text, ranges).map(({ start, text: piece, isMatch }) =>
    isMatch ? (
      <mark key={start} className="bg-transparent font-semibold text-ink">
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}
