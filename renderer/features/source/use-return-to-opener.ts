import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * When the panel closes and takes the focus with it, the focus goes back to what opened it. `opened` is new each
 * time that something is opened in the panel.
 */
export function useReturnToOpener(
  panel: RefObject<HTMLElement | null>,
  opened: object,
): void {
  const opener = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (opened === null || !(activeElement instanceof HTMLElement)) return;
    if (activeElement !== body && !panel.current?.contains(activeElement))
      opener.current = activeElement;
  }, [panel, opened]);
  useLayoutEffect(
    () => () => {
      // Once the screen is there again, which is hidden behind the panel where it is narrow
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) opener.current?.focus();
      });
    },
    [],
  );
}
