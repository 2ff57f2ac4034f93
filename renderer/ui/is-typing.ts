/** Whether a key press goes into a text field, so that it is no shortcut. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLInputElement ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement)
  );
}

/** Whether a key press belongs to an input method that is composing a word. */
export function isComposing(event: { nativeEvent: KeyboardEvent }): boolean {
  // Safari sends keyCode 229 for the Enter that ends a composition
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}

/** Whether a key press goes to a dialog or menu on top, which keeps its keys to itself. */
export function isInLayer(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("[role=dialog],[role=alertdialog],[role=menu]") !== null
  );
}
