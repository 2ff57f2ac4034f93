import { useRef } from "react";

/**
 * For a dialog that is opened by state and has no trigger: when it closes, the focus goes back to where it was.
 * Nothing in the dialog may take the focus by `autoFocus`, which would be too early to see where it was.
 */
export function useFocusReturn(): {
  onOpenAutoFocus: () => void;
  onCloseAutoFocus: (event: Event) => void;
} {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: () => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event) => {
      event.preventDefault();
      if (before.current instanceof HTMLElement) before.current.focus();
    },
  };
}
