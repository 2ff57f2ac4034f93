import { Command } from "cmdk";
import type { ReactNode } from "react";

/** A row of the palette. */
export function Item({
  value,
  onSelect,
  children,
}: {
  value: string;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-8 cursor-default flex-col justify-center gap-0.5 rounded-control px-2.5 py-1.5 data-[selected=true]:bg-sunk"
    >
      {children}
    </Command.Item>
  );
}
