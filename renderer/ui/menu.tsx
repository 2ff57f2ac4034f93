import { Check, type LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  useContext,
  useRef,
} from "react";
import { classes } from "./classes.ts";

export const Menu = DropdownMenu.Root;
export const MenuTrigger = DropdownMenu.Trigger;

/** What the chosen item does, once the menu is gone. */
const AfterClose = createContext<{ current: (() => void) | null }>({
  current: null,
});

export function MenuContent({
  className,
  children,
  ...rest
}: ComponentProps<typeof DropdownMenu.Content>) {
  const afterClose = useRef<(() => void) | null>(null);
  return (
    <DropdownMenu.Portal>
      <DropdownMenu.Content
        // What opens next finds the focus back on the menu's button, and returns it there
        onCloseAutoFocus={() => {
          const act = afterClose.current;
          afterClose.current = null;
          if (act !== null) queueMicrotask(act);
        }}
        sideOffset={6}
        collisionPadding={8}
        align="start"
        className={classes(
          "appear z-40 max-h-80 max-w-80 min-w-48 overflow-y-auto rounded-card border border-line bg-surface p-1 text-ink shadow-float",
          className,
        )}
        {...rest}
      >
        <AfterClose value={afterClose}>{children}</AfterClose>
      </DropdownMenu.Content>
    </DropdownMenu.Portal>
  );
}

/** What an item of any menu looks like. */
export const itemLook =
  "flex min-h-8 cursor-default items-center gap-2.5 rounded-control px-2.5 py-1 outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-sunk forced-colors:data-[highlighted]:outline-2";

export function MenuItem({
  icon: Icon,
  isDangerous = false,
  onSelect,
  children,
  ...rest
}: ComponentProps<typeof DropdownMenu.Item> & {
  icon?: LucideIcon;
  isDangerous?: boolean;
}) {
  const afterClose = useContext(AfterClose);
  return (
    <DropdownMenu.Item
      className={classes(itemLook, isDangerous && "text-bad")}
      onSelect={(event) => {
        afterClose.current = () => onSelect?.(event);
      }}
      {...rest}
    >
      {Icon && <Icon size={16} strokeWidth={1.75} aria-hidden />}
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuChoices({
  value,
  onChange,
  children,
}: {
  value: string;
  onChange: (value: string) => void;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange}>
      {children}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuChoice({
  value,
  hint,
  children,
}: {
  value: string;
  hint?: string | null;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.RadioItem value={value} className={itemLook}>
      <span className="flex size-4 shrink-0 items-center">
        <DropdownMenu.ItemIndicator>
          <Check size={16} strokeWidth={1.75} aria-hidden />
        </DropdownMenu.ItemIndicator>
      </span>
      <span className="flex min-w-0 flex-col">
        <span className="truncate">{children}</span>
        {hint && <span className="text-xs text-quiet">{hint}</span>}
      </span>
    </DropdownMenu.RadioItem>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />;
}
