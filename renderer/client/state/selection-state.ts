import { createStore, type StoreApi } from "zustand/vanilla";
import type { ConversationId, DocumentId, TurnId } from "#contract/ids.ts";
import type { DocumentSummary } from "#contract/library.ts";
import type { SearchHit } from "#contract/search.ts";
import type { Source, Turn } from "#contract/turns.ts";
import type { Failure } from "../failures.ts";
import type { Route } from "./route.ts";

/** Where something was opened: a conversation for its sources, else any chat, or the library. */
export type Place = ConversationId | "chat" | "library";

/** A document that is open beside its place, at one of the passages that an answer took from it. */
export interface OpenSource {
  place: Place;
  documentId: DocumentId;
  name: string;
  /** Null when the document was opened for itself. */
  turnId: TurnId | null;
  /** Passages of this document in that answer, in the order of the document. */
  passages: readonly Source[];
  /** Which of them is shown; -1 for none. */
  index: number;
  considered: number;
  /** Why there is no text of it, where that is known. */
  reason: Failure | null;
}

export interface SelectionState {
  open: OpenSource | null;
  /** The citation under the pointer or the focus: chip, card and passage light up together. */
  hovered: { turnId: TurnId; number: number } | null;
  openSource(turn: Turn, number: number): void;
  openDocument(
    document: Pick<DocumentSummary, "id" | "name" | "reason">,
    place: "chat" | "library",
  ): void;
  /** One passage of a document, such as a search found it. */
  openPassage(
    hit: SearchHit,
    considered: number,
    place: "chat" | "library",
  ): void;
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
          place: turn.conversationId,
          documentId: source.documentId,
          name: source.name,
          turnId: turn.id,
          passages,
          index: passages.indexOf(source),
          considered: turn.considered,
          reason: null,
        },
      });
    },
    openDocument: ({ id, name, reason }, place) =>
      set({
        open: {
          place,
          documentId: id,
          name,
          turnId: null,
          passages: [],
          index: -1,
          considered: 0,
          reason,
        },
      }),
    openPassage: (hit, considered, place) =>
      set({
        open: {
          place,
          documentId: hit.documentId,
          name: hit.name,
          turnId: null,
          passages: [{ ...hit, number: 1, rank: 1, isUsed: true }],
          index: 0,
          considered,
          reason: null,
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

/** What is open beside the screen of this route: other places keep theirs until the person is back. */
export function shownSource(
  { open }: SelectionState,
  route: Route,
): OpenSource | null {
  if (open === null) return null;
  const places: readonly Place[] =
    route.page === "conversation"
      ? [route.id, "chat"]
      : route.page === "new"
        ? ["chat"]
        : route.page === "library"
          ? ["library"]
          : [];
  return places.includes(open.place) ? open : null;
}

/** What was opened for itself, by a search or a link, is no part of the conversation that comes next. */
export function closesOnLeaving(
  { open }: SelectionState,
  now: Route,
  before: Route,
): boolean {
  if (open === null || open.turnId !== null || open.place !== "chat")
    return false;
  const idOf = (route: Route) =>
    route.page === "conversation" ? route.id : null;
  return now.page !== before.page || idOf(now) !== idOf(before);
}

/** The number of this turn's source that is open; null for none. */
export function openNumber(
  { open }: SelectionState,
  turnId: TurnId,
): number | null {
  if (open?.turnId !== turnId) return null;
  return open.passages[open.index]?.number ?? null;
}
