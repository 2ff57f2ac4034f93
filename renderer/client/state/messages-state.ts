import { createStore, type StoreApi } from "zustand/vanilla";
import { type Failure, failureFrom, notConnected } from "../failures.ts";

/** Where on the screen something is asked for, such as "library"; what fails there is said there. */
export type Place = string;

export interface Message {
  id: number;
  failure: Failure;
  /** Null: nowhere in particular. */
  place: Place | null;
}

export interface MessagesState {
  /** At most one a place. */
  messages: readonly Message[];
  /** The places that are on the screen now. */
  places: readonly Place[];
  dismiss(id: number): void;
  /** Puts away what was said of the screen that is left. */
  clear(): void;
  /** Takes back that Hearth is not answering, once it is. */
  reconnected(): void;
  /** A place says its own messages from now on; returns what ends that. */
  enter(place: Place): () => void;
  /** Tells the person what went wrong, in place of what was told before at the same place. */
  tell(failure: Failure, place?: Place | null): void;
  /**
   * Runs a command; when it fails, the person is told at its place, and null is returned. When it works,
   * what was told there before is taken back.
   */
  attempt<T>(
    command: () => Promise<T>,
    place?: Place | null,
  ): Promise<T | null>;
}

/** What went wrong with something that the person asked for, until it is mended or they put it away. */
export function createMessagesState(): StoreApi<MessagesState> {
  let nextId = 1;
  return createStore<MessagesState>((set, get) => {
    const without = (place: Place | null) =>
      get().messages.filter((message) => message.place !== place);
    return {
      messages: [],
      places: [],
      dismiss: (id) =>
        set({
          messages: get().messages.filter((message) => message.id !== id),
        }),
      clear: () => set({ messages: [] }),
      reconnected: () =>
        set({
          messages: get().messages.filter(
            ({ failure }) => failure !== notConnected,
          ),
        }),
      enter: (place) => {
        set({ places: [...get().places, place] });
        return () => {
          const at = get().places.indexOf(place);
          set({ places: get().places.toSpliced(at, 1) });
        };
      },
      tell: (failure, place = null) =>
        set({
          messages: [...without(place), { id: nextId++, failure, place }],
        }),
      attempt: async (command, place = null) => {
        try {
          const result = await command();
          // Another command at no place in particular mends nothing
          if (place !== null && get().messages.length > 0)
            set({ messages: without(place) });
          return result;
        } catch (error) {
          const failure = failureFrom(error);
          if (failure !== null) get().tell(failure, place);
          return null;
        }
      },
    };
  });
}

/** What is said at a place; null for nothing. */
export function messageAt(
  { messages }: MessagesState,
  place: Place,
): Message | null {
  return messages.findLast((message) => message.place === place) ?? null;
}

/** The newest of those whose place is not on the screen: one is shown at a time. */
export function toastOf({ messages, places }: MessagesState): Message | null {
  return (
    messages.findLast(
      ({ place }) => place === null || !places.includes(place),
    ) ?? null
  );
}
