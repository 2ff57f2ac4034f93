import { useEffect } from "react";
import { isInLayer, isTyping } from "#ui/is-typing.ts";
import { type Hearth, useHearth } from "../client/hearth.ts";
import { shownSource } from "../client/state/selection-state.ts";
import { focusComposer } from "../common/focus-composer.ts";
import { toggleSidebar } from "./toggle-sidebar.ts";

/** The keys of the whole window. Keys of a list or a field are handled where they are. */
export function useShortcuts(): void {
  const hearth = useHearth();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // A tooltip that Escape closes on the way is no reason to ask for it twice
      if (event.defaultPrevented && event.key !== "Escape") return;
      if (event.isComposing) return;
      const isCommand = (event.metaKey || event.ctrlKey) && !event.altKey;
      const isHandled = isNewInBrowser(hearth, event)
        ? onCommand(hearth, "n")
        : isCommand
          ? onCommand(hearth, event.key.toLowerCase())
          : onPlainKey(hearth, event);
      if (isHandled) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [hearth]);
}

/** A browser keeps Ctrl+N: Alt+N, and Control+Option+N on a Mac. By place: Option writes another letter. */
const isNewInBrowser = ({ app }: Hearth, event: KeyboardEvent) =>
  event.code === "KeyN" &&
  event.altKey &&
  !event.metaKey &&
  !event.shiftKey &&
  event.ctrlKey === (app.getState().info?.platform === "darwin");

function onCommand(hearth: Hearth, key: string): boolean {
  const { route, layers } = hearth;
  switch (key) {
    case "n":
      route.getState().go({ page: "new" });
      focusComposer();
      return true;
    case "k":
      layers.setState((state) => ({ isPaletteOpen: !state.isPaletteOpen }));
      return true;
    case "/":
      layers.setState((state) => ({
        isShortcutSheetOpen: !state.isShortcutSheetOpen,
      }));
      return true;
    case ",":
      route.getState().go({ page: "settings" });
      return true;
    case "b":
      toggleSidebar(hearth);
      return true;
    default:
      return false;
  }
}

/** To the thread above it, where 1 to 9 open sources; what is typed there comes back. */
function leaveComposer(target: EventTarget | null): boolean {
  const thread = document.querySelector<HTMLElement>("[data-thread]");
  if (thread === null || !(target instanceof Element)) return false;
  if (!target.matches("[data-composer]")) return false;
  thread.focus({ preventScroll: true });
  return true;
}

function onPlainKey(hearth: Hearth, event: KeyboardEvent): boolean {
  const { selection, turns, route, messages } = hearth;
  if (isInLayer(event.target)) return false;
  const at = route.getState().route;
  const last =
    at.page === "conversation"
      ? turns.getState().threads[at.id]?.turns.at(-1)
      : undefined;
  if (event.key === "Escape") {
    if (shownSource(selection.getState(), at) !== null) {
      selection.getState().close();
      return true;
    }
    if (last?.state !== "running") return leaveComposer(event.target);
    void messages.getState().attempt(() => turns.getState().stop(last.id));
    return true;
  }
  if (event.key === "?" && !isTyping(event.target)) {
    hearth.layers.setState({ isShortcutSheetOpen: true });
    return true;
  }
  if (/^[1-9]$/.test(event.key) && !isTyping(event.target) && last) {
    selection.getState().openSource(last, Number(event.key));
    return true;
  }
  return false;
}
