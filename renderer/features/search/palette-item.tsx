import { Command } from "cmdk";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { classes } from "#ui/classes.ts";

/** A row of the palette: what it is, its words, and at its end where it is from or its keys. */
export function Item({
  value,
  icon: Icon,
  aside,
  onSelect,
  children,
}: {
  value: string;
  /** Null for what goes on with the row above. */
  icon: LucideIcon | null;
  aside?: ReactNode;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className={classes(
        "group flex cursor-default items-start gap-2.5 rounded-control px-2.5 data-[selected=true]:bg-accent-soft forced-colors:data-[selected=true]:outline-2",
        Icon === null ? "py-1" : "min-h-9 py-2",
      )}
    >
      {Icon === null ? (
        <span className="w-4 shrink-0" />
      ) : (
        <Icon
          size={16}
          strokeWidth={1.75}
          className="mt-0.5 shrink-0 text-quiet"
          aria-hidden
        />
      )}
      <span className="flex min-w-0 flex-1 flex-col gap-0.5">{children}</span>
      {aside !== undefined && (
        <span className="max-w-40 shrink-0 truncate text-xs leading-5 text-quiet">
          {aside}
        </span>
      )}
    </Command.Item>
  );
}
