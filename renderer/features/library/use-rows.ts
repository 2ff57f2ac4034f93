import type { Virtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { DocumentId } from "#contract/ids.ts";
import type { DocumentSummary } from "#contract/library.ts";
import { useHearth } from "../../client/hearth.ts";
import {
  neighbourOf,
  noRows,
  type RowSelection,
  selectAll,
  selectOnly,
  selectTo,
  toggleRow,
  withoutGone,
} from "./row-selection.ts";

type Rows = readonly (DocumentSummary | undefined)[];

/** Which row has the focus and which are selected, by the keys and presses of a list of files. */
export function useRows({
  documents,
  scroller,
  virtual,
  onRemove,
}: {
  documents: Rows;
  scroller: RefObject<HTMLElement | null>;
  virtual: Virtualizer<HTMLDivElement, Element>;
  onRemove: (ids: readonly DocumentId[]) => void;
}) {
  const { library, messages } = useHearth();
  const [focusedId, setFocusedId] = useState<DocumentId | null>(null);
  const [chosen, setChosen] = useState<RowSelection>(noRows);
  const selection = useMemo(
    () => withoutGone(chosen, documents),
    [chosen, documents],
  );
  const focusedIndex = documents.findIndex((item) => item?.id === focusedId);
  const tabStop = Math.max(0, focusedIndex);

  // A row far away is focused once it is loaded; until then its place moves as others get their true heights
  const wanted = useRef<number | DocumentId | null>(null);
  const drawn = useRef(documents);
  drawn.current = documents;
  const focusWanted = () => {
    const { current: row } = wanted;
    if (row === null) return;
    const index =
      typeof row === "number"
        ? row
        : drawn.current.findIndex((item) => item?.id === row);
    const button = scroller.current?.querySelector<HTMLElement>(
      `[data-index="${index}"] [data-row-button]`,
    );
    if (!button && index >= 0) return virtual.scrollToIndex(index);
    wanted.current = null;
    button?.focus();
  };
  useLayoutEffect(focusWanted);
  const focusRow = (index: number) => {
    if (index < 0 || index >= documents.length) return;
    wanted.current = index;
    virtual.scrollToIndex(index);
    // At once where it is drawn: the next key may come within this frame
    focusWanted();
    if (wanted.current !== null) requestAnimationFrame(focusWanted);
  };

  /** Ranges reach over rows that were never in sight. */
  const withLoaded = (first: number, last: number, act: (rows: Rows) => void) =>
    void messages.getState().attempt(async () => {
      await library.getState().need(first, last);
      act(library.getState().documents);
    }, "library");
  const extendTo = (index: number) => {
    const anchor = selection.anchor ?? focusedId;
    const from = documents.findIndex((item) => item?.id === anchor);
    const start = from === -1 ? index : from;
    withLoaded(Math.min(start, index), Math.max(start, index), (rows) => {
      const id = rows[index]?.id;
      if (id !== undefined)
        setChosen((now) =>
          selectTo({ ...now, anchor: now.anchor ?? anchor }, rows, id),
        );
    });
  };

  return {
    selection,
    tabStop,
    focusRow,
    /** The row beside these is where the keys go on once they are gone. */
    focusBeside: (ids: readonly DocumentId[]) => {
      const beside = documents[neighbourOf(new Set(ids), documents)];
      if (beside === undefined) return;
      setFocusedId(beside.id);
      // By its id: its place is another one once they are gone
      wanted.current = beside.id;
      focusWanted();
      // Once more: a menu that closes gives the focus back
      wanted.current = beside.id;
      requestAnimationFrame(focusWanted);
    },
    select: setChosen,
    focusOn: (document: DocumentSummary) => {
      if (typeof wanted.current === "number") wanted.current = null;
      setFocusedId(document.id);
    },
    /** The row that the key was pressed on, whatever moved since; or the one that keys before led to, not drawn yet. */
    onKeyDown: (event: KeyboardEvent, pressed: DocumentSummary) => {
      const { current: ahead } = wanted;
      const document = typeof ahead === "number" ? documents[ahead] : pressed;
      const at =
        typeof ahead === "number"
          ? ahead
          : documents.findIndex((item) => item?.id === pressed.id);
      const isCommand = event.ctrlKey || event.metaKey;
      const target = {
        ArrowDown: at + 1,
        ArrowUp: at - 1,
        PageDown: Math.min(at + 10, documents.length - 1),
        PageUp: Math.max(at - 10, 0),
        Home: 0,
        End: documents.length - 1,
      }[event.key];
      if (target !== undefined) {
        if (event.shiftKey && target >= 0 && target < documents.length)
          extendTo(target);
        focusRow(target);
      } else if (event.key === " ") {
        if (event.shiftKey) extendTo(at);
        else if (document !== undefined)
          setChosen((now) => toggleRow(now, document.id));
      } else if (event.key.toLowerCase() === "a" && isCommand)
        withLoaded(0, documents.length - 1, (rows) =>
          setChosen(selectAll(rows)),
        );
      else if (event.key === "Escape" && selection.ids.size > 0)
        setChosen(noRows);
      else if (event.key === "Delete") {
        // Where it is not loaded yet, nothing is done to another in its place
        if (document === undefined) return;
        onRemove(
          selection.ids.has(document.id) ? [...selection.ids] : [document.id],
        );
      } else return;
      event.preventDefault();
      event.stopPropagation();
    },
    /** A press beside the name selects the row alone; with Ctrl it is added, with Shift all up to it. */
    onPress: (event: MouseEvent, document: DocumentSummary, index: number) => {
      const isCommand = event.ctrlKey || event.metaKey;
      const { target } = event;
      const isControl =
        target instanceof Element && target.closest("button, input") !== null;
      const isName =
        target instanceof Element &&
        target.closest("[data-row-button]") !== null;
      if (isControl && !(isName && (isCommand || event.shiftKey))) return;
      setFocusedId(document.id);
      if (event.shiftKey) extendTo(index);
      else
        setChosen((now) =>
          isCommand ? toggleRow(now, document.id) : selectOnly(document.id),
        );
    },
  };
}
