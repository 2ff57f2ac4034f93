import type { LucideIcon } from "lucide-react";
import { ContextMenu as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { classes } from "./classes.ts";
import { itemLook } from "./menu.tsx";

export interface ContextMenuItem {
  icon?: LucideIcon;
  name: string;
  isDangerous?: boolean;
  onSelect: () => void;
}

/** A menu on a right click, a long press, or the menu key (Shift+F10) of the one child. */
export function ContextMenu({
  items,
  children,
}: {
  items: readonly ContextMenuItem[];
  children: ReactNode;
}) {
  // Done once the menu is gone: what opens next finds the focus back on the child
  const afterClose = useRef<(() => void) | null>(null);
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          collisionPadding={8}
          className="appear z-40 max-h-80 max-w-80 min-w-48 overflow-y-auto rounded-card border border-line bg-surface p-1 text-ink shadow-float"
          onCloseAutoFocus={() => {
            const act = afterClose.current;
            afterClose.current = null;
            if (act !== null) queueMicrotask(act);
          }}
        >
          {items.map(({ icon: Icon, name, isDangerous = false, onSelect }) => (
            <Radix.Item
              key={name}
              className={classes(itemLook, isDangerous && "text-bad")}
              onSelect={() => {
                afterClose.current = onSelect;
              }}
            >
              {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />}
              {name}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
