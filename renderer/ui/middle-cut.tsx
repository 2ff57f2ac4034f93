import { classes } from "./classes.ts";

const tailLength = 12;
const shortestCut = 24;

/** A name that is cut in the middle where it doesn't fit, so that its ending stays. The whole is in a tooltip. */
export function MiddleCut({
  text,
  className,
}: {
  text: string;
  className?: string;
}) {
  // Cut between characters, not inside one
  const characters = [...text];
  const cut =
    characters.length < shortestCut
      ? characters.length
      : characters.length - tailLength;
  return (
    <span
      className={classes("flex min-w-0 overflow-hidden", className)}
      title={text}
    >
      <span className="overflow-hidden text-ellipsis whitespace-pre">
        {characters.slice(0, cut).join("")}
      </span>
      {cut < characters.length && (
        <span className="shrink-0 whitespace-pre">
          {characters.slice(cut).join("")}
        </span>
      )}
    </span>
  );
}
