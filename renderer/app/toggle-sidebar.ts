import { isNarrowNow } from "#ui/use-media.ts";
import type { Hearth } from "../client/hearth.ts";

/** Marks the buttons that show and hide the sidebar; each goes away with its own press. */
export const sidebarToggle = { "data-sidebar-toggle": true };

/** Shows or hides the sidebar: beside the screen, or in its place where the window is narrow. */
export function toggleSidebar({ layers }: Hearth): void {
  const key = isNarrowNow() ? "isSidebarOnTop" : "isSidebarOpen";
  layers.setState((state) => ({ [key]: !state[key] }));
  keepFocus("[data-sidebar-toggle]");
}

/** Where what had the focus went away, the first of these that can be seen gets it. */
export function keepFocus(...selectors: string[]): void {
  requestAnimationFrame(() => {
    const { activeElement, body } = document;
    if (activeElement !== body && activeElement && isSeen(activeElement))
      return;
    selectors
      .flatMap((one) => [...document.querySelectorAll<HTMLElement>(one)])
      .find(isSeen)
      ?.focus();
  });
}

const isSeen = (element: Element) =>
  element.checkVisibility({ visibilityProperty: true });
