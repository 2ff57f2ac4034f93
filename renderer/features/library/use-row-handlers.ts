import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DocumentSummary } from "#contract/library.ts";
import { useApp, useHearth } from "../../client/hearth.ts";
import { documentMenu } from "./document-menu.ts";
import type { RowHandlers } from "./document-row.tsx";
import { toggleRow } from "./row-selection.ts";
import type { DocumentActions } from "./use-document-actions.ts";
import type { useRows } from "./use-rows.ts";

/** One object for all rows, whose functions always know the latest. */
export function useRowHandlers(latest: {
  rows: ReturnType<typeof useRows>;
  selected: readonly DocumentSummary[];
  actions: DocumentActions;
}): RowHandlers {
  const { t } = useTranslation();
  const { selection } = useHearth();
  const opensFiles = useApp(
    ({ info }) => info?.capabilities.openFiles === true,
  );
  const now = useRef(latest);
  now.current = latest;
  return useMemo(
    () => ({
      // On one of several that are selected, the menu is for all of them
      menuOf: (document) => {
        const { selected, actions } = now.current;
        const isOne = selected.some(({ id }) => id === document.id);
        return documentMenu(isOne ? selected : [document], actions, t, {
          opensFiles,
        });
      },
      onFocus: (document) => now.current.rows.focusOn(document),
      onOpen: (document) =>
        selection.getState().openDocument(document, "library"),
      onToggle: (document) =>
        now.current.rows.select((chosen) => toggleRow(chosen, document.id)),
      onRetry: (document) => void now.current.actions.retry([document.id]),
    }),
    [t, selection, opensFiles],
  );
}
