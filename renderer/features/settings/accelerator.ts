/** The parts of a key press that make a shortcut. */
export interface Press {
  key: string;
  code: string;
  ctrlKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  metaKey: boolean;
}

const modifiers = new Set([
  "Control",
  "Alt",
  "AltGraph",
  "Shift",
  "Meta",
  "OS",
]);

const named: Record<string, string> = {
  Space: "Space",
  Enter: "Return",
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  Home: "Home",
  End: "End",
  PageUp: "PageUp",
  PageDown: "PageDown",
  Insert: "Insert",
  Minus: "-",
  Equal: "=",
  Comma: ",",
  Period: ".",
  Slash: "/",
  Backslash: "\\",
  Semicolon: ";",
  Quote: "'",
  BracketLeft: "[",
  BracketRight: "]",
  Backquote: "`",
};

/**
 * The Electron accelerator of a key press. Null while only modifiers are held; "needs-modifier" for a key that
 * would be taken from every app. Keys count by their place, so that it works on any layout.
 * https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts#accelerators
 */
export function acceleratorOf(press: Press): string | null {
  if (modifiers.has(press.key)) return null;
  const { code } = press;
  const key =
    /^Key([A-Z])$/.exec(code)?.[1] ??
    /^Digit(\d)$/.exec(code)?.[1] ??
    /^(F\d{1,2})$/.exec(code)?.[1] ??
    named[code];
  if (key === undefined) return null;
  const isFunction = /^F\d/.test(key);
  if (!press.ctrlKey && !press.altKey && !press.metaKey && !isFunction)
    return "needs-modifier";
  return [
    press.ctrlKey && "Control",
    press.metaKey && "Super",
    press.altKey && "Alt",
    press.shiftKey && "Shift",
    key,
  ]
    .filter((part) => part !== false)
    .join("+");
}

/** An accelerator as a person reads it. */
export function shownAccelerator(accelerator: string, isMac: boolean): string {
  const names: Record<string, string> = isMac
    ? { CommandOrControl: "⌘", Super: "⌘", Control: "⌃", Alt: "⌥", Shift: "⇧" }
    : { CommandOrControl: "Ctrl", Control: "Ctrl" };
  return accelerator
    .split("+")
    .map((part) => names[part] ?? part)
    .join(" ");
}
