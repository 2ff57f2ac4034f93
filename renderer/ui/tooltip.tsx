import { Tooltip as Radix } from "radix-ui";
import type { ReactElement } from "react";
import { Keys } from "./keys.tsx";

export const TooltipProvider = Radix.Provider;

export function Tooltip({
  label,
  keys,
  children,
}: {
  label: string;
  keys?: string | undefined;
  children: ReactElement;
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="appear z-50 flex max-w-96 items-center gap-2 rounded-control border border-line bg-surface px-2.5 py-1.5 text-xs break-words text-ink shadow-float"
        >
          {label}
          {keys !== undefined && <Keys keys={keys} />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
