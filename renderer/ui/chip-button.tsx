import { ChevronDown, type LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

/** A rounded choice in the composer or beside a title; it opens a menu. */
export function ChipButton({
  icon: Icon,
  label,
  children,
  ...rest
}: ComponentProps<"button"> & {
  icon: LucideIcon;
  /** What is chosen here, for a screen reader; the chip shows only the value. */
  label: string;
}) {
  return (
    <button
      type="button"
      className="inline-flex h-7 min-w-0 items-center gap-2 rounded-full border border-line px-2.5 text-[calc(13px*var(--text-scale))] font-medium hover:bg-sunk data-[state=open]:bg-sunk"
      {...rest}
    >
      <Icon
        size={16}
        strokeWidth={1.75}
        className="shrink-0 text-quiet"
        aria-hidden
      />
      <span className="sr-only">{label}: </span>
      <span className="truncate">{children}</span>
      <ChevronDown
        size={14}
        strokeWidth={1.75}
        className="shrink-0 text-quiet"
        aria-hidden
      />
    </button>
  );
}
