import { useSyncExternalStore } from "react";

/** Whether a media query holds, as it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener("change", onChange);
      return () => list.removeEventListener("change", onChange);
    },
    () => window.matchMedia(query).matches,
  );
}

const narrow = "(max-width: 899px)";

/** Under 900 pixels wide one pane is shown at a time. */
export const useIsNarrow = () => useMedia(narrow);
export const isNarrowNow = () => window.matchMedia(narrow).matches;
