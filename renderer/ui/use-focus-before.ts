import { type FocusEvent, useRef } from "react";

/**
 * For something with a button that puts it away: remembers what had the focus before it went in there, and gives it
 * back, else to the first thing of the screen that takes it. Without this the focus falls to the body.
 */
export function useFocusBefore(): {
  /** For the element that goes away. */
  watch: { onFocus: (event: FocusEvent) => void };
  goBack: () => void;
} {
  const before = useRef<HTMLElement | null>(null);
  return {
    watch: {
      onFocus: ({ currentTarget, relatedTarget }) => {
        if (
          relatedTarget instanceof HTMLElement &&
          !currentTarget.contains(relatedTarget)
        )
          before.current = relatedTarget;
      },
    },
    goBack: () => {
      // Once it is gone from the page
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const fallback = document.querySelector<HTMLElement>(
          "main [data-composer], main button:not([disabled])",
        );
        (before.current?.isConnected ? before.current : fallback)?.focus();
      });
    },
  };
}
