import { classes } from "./classes.ts";

/** The number that stands for a passage, in the text and on its card; lit where it is open or pointed at. */
export function SourceNumber({
  number,
  isLit,
}: {
  number: number;
  isLit: boolean;
}) {
  return (
    <span
      data-lit={isLit || undefined}
      className={classes(
        "tabular inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-[5px] px-1 text-[11px] leading-none font-semibold forced-colors:border",
        isLit ? "bg-accent text-on-accent" : "bg-accent-soft text-accent",
      )}
    >
      {number}
    </span>
  );
}
