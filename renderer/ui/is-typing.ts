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
