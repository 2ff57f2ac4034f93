import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { DocumentId } from "#contract/ids.ts";
import type { DocumentSummary } from "#contract/library.ts";
import { Button } from "#ui/button.tsx";
import { classes } from "#ui/classes.ts";
import { ContextMenu } from "#ui/context-menu.tsx";
import { useHearth, useLibrary, useShownSource } from "../../client/hearth.ts";
import { columns } from "./columns.ts";
import { DocumentRow } from "./document-row.tsx";
import { noRows } from "./row-selection.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { type Order, TableHead } from "./table-head.tsx";
import { useDocumentActions } from "./use-document-actions.ts";
import { useRowHandlers } from "./use-row-handlers.ts";
import { useRows } from "./use-rows.ts";

const rowHeightPx = 40;
const failedRowHeightPx = 70;
const headHeightPx = 36;

/** Every document of the view. Only the rows in sight are drawn, and only the pages in sight are loaded. */
export function DocumentTable({
  isFiltered,
  onShowAll,
  order,
  onOrder,
}: {
  isFiltered: boolean;
  /** Takes every filter away. */
  onShowAll: () => void;
  order: Order;
  onOrder: (order: Order) => void;
}) {
  const { t } = useTranslation();
  const { library, messages, intake } = useHearth();
  const isTakingIn = useStore(intake.state, (state) => state.handover !== null);
  const documents = useLibrary((state) => state.documents);
  const isLoaded = useLibrary((state) => state.isLoaded);
  const openId = useShownSource()?.documentId ?? null;
  const scroller = useRef<HTMLDivElement>(null);
  const actions = useDocumentActions();
  const virtual = useVirtualizer({
    count: documents.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) =>
      documents[index]?.status === "failed" ? failedRowHeightPx : rowHeightPx,
    overscan: 12,
    scrollMargin: headHeightPx,
    scrollPaddingStart: headHeightPx,
    getItemKey: (index) => documents[index]?.id ?? index,
  });
  const remove = (ids: readonly DocumentId[]) => {
    // Before they go: afterwards nobody knows where they stood
    rows.focusBeside(ids);
    void actions.remove(ids).then(() => rows.select(noRows));
  };
  const rows = useRows({ documents, scroller, virtual, onRemove: remove });
  const { selection } = rows;
  const selected = documents.filter(
    (item): item is DocumentSummary =>
      item !== undefined && selection.ids.has(item.id),
  );
  const handlers = useRowHandlers({
    rows,
    selected,
    actions: { ...actions, remove: async (ids) => remove(ids) },
  });

  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const hasHoles = documents.length > 0;
  useEffect(() => {
    if (hasHoles)
      void messages
        .getState()
        .attempt(() => library.getState().need(first, last), "library.list");
  }, [library, messages, first, last, hasHoles]);

  if (isLoaded && documents.length === 0)
    return (
      <div
        className="flex flex-1 flex-col items-center gap-3 py-10 text-center text-quiet"
        data-keeps-focus
      >
        {isFiltered
          ? t("library.noneMatch")
          : !isTakingIn && t("library.empty")}
        {isFiltered && (
          <Button size="small" onClick={onShowAll}>
            {t("library.showAll")}
          </Button>
        )}
      </div>
    );
  return (
    <div className="relative flex min-h-0 flex-1 flex-col" data-keeps-focus>
      <div
        ref={scroller}
        className="mb-4 min-h-0 flex-1 @container overflow-y-auto rounded-card border border-line bg-surface"
      >
        <table
          {...grid}
          aria-label={t("library.documents")}
          aria-rowcount={documents.length + 1}
          className={classes("block", selected.length > 0 && "pb-16")}
        >
          <TableHead order={order} onOrder={onOrder} />
          <tbody
            className="relative block"
            style={{ height: virtual.getTotalSize() }}
          >
            {items.map((item) => {
              const document = documents[item.index];
              const isSelected =
                document !== undefined && selection.ids.has(document.id);
              const row = (
                <tr
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  aria-rowindex={item.index + 2}
                  aria-selected={isSelected}
                  className={classes(
                    columns,
                    "group absolute inset-x-0 top-0 grid-rows-[39px] border-b border-line",
                    isSelected || document?.id === openId
                      ? "bg-accent-soft"
                      : "hover:bg-sunk/60",
                  )}
                  style={{
                    transform: `translateY(${item.start - headHeightPx}px)`,
                  }}
                  onKeyDown={(event) =>
                    document && rows.onKeyDown(event, document)
                  }
                  onClick={(event) =>
                    document && rows.onPress(event, document, item.index)
                  }
                >
                  {document !== undefined && (
                    <DocumentRow
                      document={document}
                      isOpen={document.id === openId}
                      isSelected={isSelected}
                      isTabStop={item.index === rows.tabStop}
                      handlers={handlers}
                    />
                  )}
                </tr>
              );
              return document === undefined ? (
                row
              ) : (
                <ContextMenu key={item.key} items={handlers.menuOf(document)}>
                  {row}
                </ContextMenu>
              );
            })}
          </tbody>
        </table>
      </div>
      <SelectionBar
        documents={selected}
        items={selected[0] === undefined ? [] : handlers.menuOf(selected[0])}
        onClear={() => {
          rows.select(noRows);
          rows.focusRow(rows.tabStop);
        }}
      />
    </div>
  );
}

/** A table whose rows can be chosen. */
const grid = { role: "grid", "aria-multiselectable": true } as const;
