import { type ComponentProps, useId } from "react";
import { classes } from "./classes.ts";
import { isComposing } from "./is-typing.ts";

/** One line of text with its label above. Enter takes it, but not the Enter that ends a composed word. */
export function TextField({
  label,
  isLabelHidden = false,
  onChange,
  onEnter,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "onChange" | "id"> & {
  label: string;
  isLabelHidden?: boolean;
  onChange: (value: string) => void;
  onEnter?: () => void;
}) {
  const id = useId();
  return (
    <div className={classes("flex min-w-0 flex-col gap-1", className)}>
      <label
        htmlFor={id}
        className={isLabelHidden ? "sr-only" : "text-xs text-quiet"}
      >
        {label}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        className="h-8.5 min-w-0 rounded-control border border-strong bg-surface px-2.5"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || isComposing(event)) return;
          event.preventDefault();
          onEnter?.();
        }}
        {...rest}
      />
    </div>
  );
}
