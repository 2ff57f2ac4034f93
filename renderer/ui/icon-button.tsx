import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { classes } from "./classes.ts";
import { Tooltip } from "./tooltip.tsx";

/** An icon alone: its label is what a tooltip and a screen reader say. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  className,
  ...rest
}: Omit<ComponentProps<"button">, "aria-label"> & {
  icon: LucideIcon;
  label: string;
  /** Shown beside the label, such as "Ctrl N". */
  keys?: string | undefined;
}) {
  return (
    <Tooltip label={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        className={classes(
          "inline-flex size-8 shrink-0 items-center justify-center rounded-control text-quiet hover:bg-sunk hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent",
          className,
        )}
        {...rest}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  );
}
