import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useFocusReturn } from "./use-focus-return.ts";

/** A dialog with a title and a row of buttons. Escape and a press outside close it; the focus goes back. */
export function Dialog({
  isOpen,
  onClose,
  title,
  description,
  buttons,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description?: string;
  buttons: ReactNode;
  children?: ReactNode;
}) {
  const focusReturn = useFocusReturn();
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[rgb(30_20_10/40%)]" />
        <Radix.Content
          {...focusReturn}
          className="appear fixed top-[22vh] left-1/2 z-40 w-[min(480px,calc(100vw-32px))] -translate-x-1/2 overflow-hidden rounded-panel border border-line bg-surface shadow-float"
          {...(description === undefined
            ? { "aria-describedby": undefined }
            : {})}
        >
          <div className="flex flex-col gap-1.5 p-6 pb-5">
            <Radix.Title className="text-lg leading-6 font-semibold">
              {title}
            </Radix.Title>
            {description !== undefined && (
              <Radix.Description className="break-words text-quiet">
                {description}
              </Radix.Description>
            )}
            {children}
          </div>
          <div className="flex justify-end gap-2 border-t border-line bg-sunk px-6 py-3">
            {buttons}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
