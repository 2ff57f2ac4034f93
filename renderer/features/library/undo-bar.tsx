import { Undo2 } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#ui/button.tsx";
import { DismissButton } from "#ui/dismiss-button.tsx";
import { isTyping } from "#ui/is-typing.ts";
import { useFocusBefore } from "#ui/use-focus-before.ts";
import { useHearth, useLibrary } from "../../client/hearth.ts";
import { useFormat } from "../../text/use-format.ts";
import { useDocumentActions } from "./use-document-actions.ts";

/** Over the foot of the list, which stays where it is; above the bar of what is selected. */
const place =
  "absolute inset-x-2 bottom-7 z-20 flex justify-center group-has-[[data-selection-bar]]/list:bottom-28 sm:group-has-[[data-selection-bar]]/list:bottom-20";

/** What was just removed can be had back, by its button or Ctrl+Z, for as long as the library keeps it. */
export function UndoBar() {
  const { t } = useTranslation();
  const format = useFormat();
  const { library } = useHearth();
  const { undo } = useDocumentActions();
  const removal = useLibrary((state) => state.removal);
  const workspaceId = useLibrary((state) => state.view?.workspaceId);
  const isShown = removal !== null && removal.workspaceId === workspaceId;
  const focusBefore = useFocusBefore();
  useEffect(() => {
    if (removal === null) return;
    const { forgetRemoval } = library.getState();
    const timer = setTimeout(forgetRemoval, removal.until - Date.now());
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo =
        event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey);
      if (!isUndo || event.shiftKey || isTyping(event.target)) return;
      event.preventDefault();
      void undo();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, [removal, library, undo]);
  return (
    <div role="status" className={isShown ? place : "hidden"}>
      {isShown && (
        <div
          {...focusBefore.watch}
          className="appear flex min-w-0 items-center gap-3 rounded-card border border-line bg-surface py-1.5 pr-1.5 pl-4 shadow-float"
        >
          <p className="tabular min-w-0 flex-1 truncate">
            {t("library.removed", {
              formatted: format.number(removal.ids.length),
              count: removal.ids.length,
            })}
          </p>
          <Button
            size="small"
            onClick={() => {
              void undo();
              focusBefore.goBack();
            }}
          >
            <Undo2 size={15} strokeWidth={1.75} aria-hidden />
            {t("library.undo")}
          </Button>
          <DismissButton
            focusBefore={focusBefore}
            onDismiss={() => library.getState().forgetRemoval()}
          />
        </div>
      )}
    </div>
  );
}
