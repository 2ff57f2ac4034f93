import { type RefObject, useEffect } from "react";
import { isInLayer, isTyping } from "#ui/is-typing.ts";

/** These look for a word that is typed in what they list. */
const listening = "[role=listbox],[role=combobox],[role=radiogroup]";

/**
 * What is typed where nothing listens lands in the field: its first letter too, for the focus comes before the
 * browser writes it. Keys of the window, spaces (which press buttons) and keys of a layer on top are left alone.
 */
export function useTypeAnywhere(
  field: RefObject<HTMLTextAreaElement | null>,
  /** Whether 1 to 9 open sources. */
  hasSources: boolean,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!startsText(event) || (hasSources && /^[1-9]$/.test(event.key)))
        return;
      const { target } = event;
      if (isTyping(target) || isInLayer(target) || isUnderLayer()) return;
      if (target instanceof Element && target.closest(listening) !== null)
        return;
      const element = field.current;
      if (element === null) return;
      element.focus();
      element.setSelectionRange(element.value.length, element.value.length);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [field, hasSources]);
}

/** A letter or sign, or the accent that waits for one; an input method that is composing has its field already. */
function startsText(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229)
    return false;
  // AltGr writes letters and reads as Control and Alt on Windows
  const isCommand =
    (event.ctrlKey || event.altKey || event.metaKey) &&
    !event.getModifierState("AltGraph");
  if (isCommand || event.key === " " || event.key === "?") return false;
  return [...event.key].length === 1 || event.key === "Dead";
}

const isUnderLayer = () =>
  document.querySelector("[role=dialog],[role=alertdialog],[role=menu]") !==
  null;
