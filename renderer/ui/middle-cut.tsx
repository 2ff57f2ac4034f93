import { classes } from "./classes.ts";

/** At least so much of the ending stays, and at most so much more to reach the gap before it. */
const tailLength = 12;
const longestTail = 24;
const shortestCut = 24;

/**
 * A name that is cut in the middle where it doesn't fit, between words, so that its ending stays. The whole is in a
 * tooltip, and is what a screen reader says.
 */
export function MiddleCut({
  text,
  className,
}: {
  text: string;
  className?: string;
}) {
  // Cut between characters, not inside one
  const characters = [...text];
  const cut = cutAt(characters);
  const isCut = cut < characters.length;
  return (
    <span
      className={classes("flex min-w-0 overflow-hidden", className)}
      title={text}
      // Two boxes would be said as two words
      {...(isCut ? { role: "img", "aria-label": text } : {})}
    >
      <span className="overflow-hidden text-ellipsis whitespace-pre">
        {characters.slice(0, cut).join("")}
      </span>
      {isCut && (
        <span className="shrink-0 whitespace-pre">
          {characters.slice(cut).join("")}
        </span>
      )}
    </span>
  );
}

/** Where the ending begins: after the last gap that leaves enough of it, else after a sign, else anywhere. */
export function cutAt(characters: readonly string[]): number {
  const { length } = characters;
  if (length < shortestCut) return length;
  const latest = length - tailLength;
  const earliest = Math.max(1, length - longestTail);
  for (const gap of [/\s/u, /[-_.,–]/u])
    for (let at = latest; at >= earliest; at--)
      if (gap.test(characters[at - 1] ?? "")) return at;
  return latest;
}
