import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import type { DocumentId } from "#contract/ids.ts";
import type { DocumentSummary } from "#contract/library.ts";
import { classes } from "#ui/classes.ts";
import { Confirm } from "#ui/confirm.tsx";
import { useHearth, useLibrary, useShownSource } from "../../client/hearth.ts";
import { columns } from "./columns.ts";
import { DocumentRow } from "./document-row.tsx";
import { TableHead } from "./table-head.tsx";
import { useDocumentActions } from "./use-document-actions.ts";

const rowHeightPx = 40;
const failedRowHeightPx = 56;
const headHeightPx = 36;

/** Every document of the view. Only the rows in sight are drawn, and only the pages in sight are loaded. */
export function DocumentTable({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTranslation();
  const { library, selection, messages, intake } = useHearth();
  const isTakingIn = useStore(intake.state, (state) => state.handover !== null);
  const documents = useLibrary((state) => state.documents);
  const isLoaded = useLibrary((state) => state.isLoaded);
  const openId = useShownSource()?.documentId ?? null;
  const scroller = useRef<HTMLDivElement>(null);
  const [focusedIndex, setFocusedIndex] = useState(0);
  const [removing, setRemoving] = useState<DocumentSummary | null>(null);
  const { retry, remove } = useDocumentActions();
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
  // Rows change height when they fail or are tried again
  const failedKey = documents
    .map((item) => (item?.status === "failed" ? item.id : ""))
    .join("");
  useEffect(() => {
    if (failedKey !== null) virtual.measure();
  }, [failedKey, virtual]);

  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const hasHoles = documents.length > 0;
  useEffect(() => {
    if (hasHoles)
      void messages
        .getState()
        .attempt(() => library.getState().need(first, last));
  }, [library, messages, first, last, hasHoles]);

  // A row far away is focused once it is loaded; until then its place moves as others get their true heights
  const wanted = useRef<number | null>(null);
  const focusWanted = () => {
    if (wanted.current === null) return;
    const row = `[data-row="${wanted.current}"] [data-row-button]`;
    const button = scroller.current?.querySelector<HTMLElement>(row);
    if (!button) return virtual.scrollToIndex(wanted.current);
    wanted.current = null;
    button.focus();
  };
  useLayoutEffect(focusWanted);

  const tabStop = Math.min(focusedIndex, documents.length - 1);
  const focusRow = (index: number) => {
    if (index < 0 || index >= documents.length) return;
    setFocusedIndex(index);
    wanted.current = index;
    virtual.scrollToIndex(index);
    requestAnimationFrame(focusWanted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const here = documents[tabStop];
    if (event.key === "ArrowDown") focusRow(tabStop + 1);
    else if (event.key === "ArrowUp") focusRow(tabStop - 1);
    else if (event.key === "Home") focusRow(0);
    else if (event.key === "End") focusRow(documents.length - 1);
    else if (event.key === "Delete" && here !== undefined) setRemoving(here);
    else return;
    event.preventDefault();
  };
  const removeNow = (document: DocumentSummary) => {
    const ids: DocumentId[] = [document.id];
    const { open, close } = selection.getState();
    if (open?.documentId === document.id) close();
    void remove(ids).then(() => focusRow(Math.max(0, tabStop - 1)));
  };

  if (isLoaded && documents.length === 0)
    return (
      <p className="flex-1 py-10 text-center text-quiet">
        {isFiltered
          ? t("library.noneMatch")
          : !isTakingIn && t("library.empty")}
      </p>
    );
  return (
    <>
      <div
        ref={scroller}
        className="mb-4 min-h-0 flex-1 @container overflow-y-auto rounded-card border border-line bg-surface"
      >
        <table
          aria-label={t("library.documents")}
          aria-rowcount={documents.length}
          className="block"
        >
          <TableHead />
          <tbody
            className="relative block"
            style={{ height: virtual.getTotalSize() }}
          >
            {items.map((item) => {
              const document = documents[item.index];
              return (
                <tr
                  key={item.key}
                  data-row={item.index}
                  aria-rowindex={item.index + 1}
                  className={classes(
                    columns,
                    "absolute inset-x-0 top-0 border-b border-line",
                    document?.id === openId
                      ? "bg-accent-soft"
                      : "hover:bg-sunk/60",
                  )}
                  style={{
                    height: item.size,
                    transform: `translateY(${item.start - headHeightPx}px)`,
                  }}
                >
                  {document !== undefined && (
                    <DocumentRow
                      document={document}
                      isOpen={document.id === openId}
                      isTabStop={item.index === tabStop}
                      onFocus={() => setFocusedIndex(item.index)}
                      onKeyDown={onKeyDown}
                      onOpen={() =>
                        selection.getState().openDocument(document, "library")
                      }
                      onRetry={() => void retry([document.id])}
                      onRemove={() => setRemoving(document)}
                    />
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <Confirm
        isOpen={removing !== null}
        title={t("library.removeTitle", { name: removing?.name ?? "" })}
        description={t("library.removeHint")}
        action={t("library.remove")}
        onClose={() => setRemoving(null)}
        onConfirm={() => removing && removeNow(removing)}
      />
    </>
  );
}
