import { createStore, type StoreApi } from "zustand/vanilla";
import type { DocumentId, TurnId } from "#contract/ids.ts";
import type { Source, Turn } from "#contract/turns.ts";

/** A document that is open beside the chat, at one of the passages that an answer took from it. */
export interface OpenSource {
  documentId: DocumentId;
  name: string;
  /** Null when the document was opened for itself. */
  turnId: TurnId | null;
  /** Passages of this document in that answer, in the order of the document. */
  passages: readonly Source[];
  /** Which of them is shown; -1 for none. */
  index: number;
  considered: number;
}

export interface SelectionState {
  open: OpenSource | null;
  /** The citation under the pointer or the focus: chip, card and passage light up together. */
  hovered: { turnId: TurnId; number: number } | null;
  openSource(turn: Turn, number: number): void;
  openDocument(documentId: DocumentId, name: string): void;
  step(by: 1 | -1): void;
  close(): void;
  hover(turnId: TurnId, number: number): void;
  leave(): void;
}

export function createSelectionState(): StoreApi<SelectionState> {
  return createStore<SelectionState>((set, get) => ({
    open: null,
    hovered: null,
    openSource: (turn, number) => {
      const source = turn.sources.find((other) => other.number === number);
      if (source === undefined) return;
      const passages = turn.sources
        .filter(({ documentId }) => documentId === source.documentId)
        .toSorted((a, b) => a.start - b.start);
      set({
        open: {
          documentId: source.documentId,
          name: source.name,
          turnId: turn.id,
          passages,
          index: passages.indexOf(source),
          considered: turn.considered,
        },
      });
    },
    openDocument: (documentId, name) =>
      set({
        open: {
          documentId,
          name,
          turnId: null,
          passages: [],
          index: -1,
          considered: 0,
        },
      }),
    step: (by) => {
      const { open } = get();
      const index = (open?.index ?? 0) + by;
      if (open !== null && open.passages[index] !== undefined)
        set({ open: { ...open, index } });
    },
    close: () => set({ open: null }),
    hover: (turnId, number) => set({ hovered: { turnId, number } }),
    leave: () => set({ hovered: null }),
  }));
}

/** The number of this turn's source that is open; null for none. */
export function openNumber(
  { open }: SelectionState,
  turnId: TurnId,
): number | null {
  if (open?.turnId !== turnId) return null;
  return open.passages[open.index]?.number ?? null;
}
