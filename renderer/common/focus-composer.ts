/** Gives the focus to the composer of a screen that is about to be drawn. */
export function focusComposer(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>("[data-composer]")?.focus(),
  );
}
