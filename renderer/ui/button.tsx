import type { ComponentProps } from "react";
import { classes } from "./classes.ts";

type Look = "primary" | "plain" | "quiet" | "danger";

const looks: Record<Look, string> = {
  primary: "bg-accent text-on-accent border border-accent hover:opacity-92",
  plain: "bg-surface text-ink border border-strong hover:bg-sunk",
  quiet: "text-ink border border-transparent hover:bg-sunk",
  danger: "bg-surface text-bad border border-strong hover:bg-bad-soft",
};

/** A button with words. One `primary` a screen: what most people want next. */
export function Button({
  look = "plain",
  size = "normal",
  className,
  ...rest
}: ComponentProps<"button"> & { look?: Look; size?: "normal" | "small" }) {
  return (
    <button
      type="button"
      className={classes(
        "inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap disabled:opacity-50",
        size === "normal"
          ? "h-8.5 px-3.5"
          : "h-7 px-2.5 text-[calc(13px*var(--text-scale))]",
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}
