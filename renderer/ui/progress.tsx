import { classes } from "./classes.ts";

/** A bar from 0 to 1. Null: running, but how far is not known, and the bar says so by moving. */
export function Progress({
  value,
  label,
  className,
}: {
  value: number | null;
  label: string;
  className?: string;
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(value === null ? {} : { "aria-valuenow": Math.round(value * 100) })}
      className={classes(
        "overflow-hidden rounded-full bg-line forced-colors:border",
        className,
      )}
    >
      <div
        data-fill
        className={classes(
          "h-full rounded-full bg-accent",
          value === null &&
            "w-2/7 animate-[unknown-progress_1.6s_ease-in-out_infinite] motion-reduce:w-full motion-reduce:opacity-40",
        )}
        style={value === null ? undefined : { width: `${value * 100}%` }}
      />
    </div>
  );
}
