import { type RefObject, useEffect } from "react";
import { isInLayer } from "#ui/is-typing.ts";

/** Of the height that is seen, as browsers do: the last lines stay in sight. */
const pageShare = 0.875;

/** PageUp and PageDown scroll this from wherever nothing else would be scrolled by them, the composer included. */
export function usePageKeys(scroller: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const element = scroller.current;
      const direction =
        event.key === "PageUp" ? -1 : event.key === "PageDown" ? 1 : 0;
      if (element === null || direction === 0 || event.defaultPrevented) return;
      if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
        return;
      if (isInLayer(event.target) || scrollsItself(event.target)) return;
      event.preventDefault();
      element.scrollBy({ top: direction * element.clientHeight * pageShare });
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [scroller]);
}

/** Whether the browser scrolls something around the target by itself, such as a long question or the library. */
function scrollsItself(target: EventTarget | null): boolean {
  for (
    let element = target instanceof Element ? target : null;
    element !== null && element !== document.body;
    element = element.parentElement
  )
    if (
      element.scrollHeight > element.clientHeight &&
      /^(auto|scroll)$/.test(getComputedStyle(element).overflowY)
    )
      return true;
  return false;
}
