import { useEffect } from "react";

/** What something that goes away gives its focus to: the nearest of these that it lay in, else the screen. */
const keepers = "tr, table, [data-keeps-focus], main";

/** In this order: where people go on, the row of a list that Tab reaches, else whatever comes first. */
const takers = [
  "[data-composer]",
  "[data-row-button][tabindex='0']",
  "[data-row-button]",
  "input:enabled:not([tabindex='-1']), button:enabled:not([tabindex='-1']), [tabindex='0']",
];

/**
 * Whatever had the focus and went away (a screen, a row, a card, a button that was switched off) leaves it to what is
 * nearest, so that the keys go on where they were and not from the top of the page.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: Element | null = null;
    let lay: readonly Element[] = [];
    let frame = 0;
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      last = target;
      const keeping = within(target);
      // A dialog lies in none: what it was opened from is where the person goes on
      if (keeping.length > 0) lay = keeping;
    };
    // A press beside everything takes the focus away on purpose
    const onPress = () => {
      if (document.activeElement === document.body) last = null;
    };
    const look = () => {
      if (!isLost(last)) return;
      cancelAnimationFrame(frame);
      // A dialog that closes gives the focus back a moment after it is gone
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(() => {
          if (isLost(last)) takerNear(lay)?.focus();
        });
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ["disabled"],
    });
    document.addEventListener("focusin", onFocus);
    document.addEventListener("pointerup", onPress);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      document.removeEventListener("focusin", onFocus);
      document.removeEventListener("pointerup", onPress);
    };
  }, []);
}

function isLost(last: Element | null): boolean {
  if (last === null || (last.isConnected && !last.matches(":disabled")))
    return false;
  const { activeElement, body } = document;
  return activeElement === body || activeElement === last;
}

function within(element: Element): Element[] {
  const keeper = element.parentElement?.closest(keepers);
  return keeper ? [keeper, ...within(keeper)] : [];
}

function takerNear(lay: readonly Element[]): HTMLElement | undefined {
  const screen = document.querySelector("main");
  return [...lay, ...(screen === null ? [] : [screen])]
    .filter(({ isConnected }) => isConnected)
    .flatMap((keeper) =>
      takers.flatMap((taker) => [
        ...keeper.querySelectorAll<HTMLElement>(taker),
      ]),
    )
    .find((element) => element.checkVisibility({ visibilityProperty: true }));
}
