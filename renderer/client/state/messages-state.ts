import { createStore, type StoreApi } from "zustand/vanilla";
import { type Failure, failureFrom, notConnected } from "../failures.ts";

export interface Message {
  id: number;
  failure: Failure;
}

export interface MessagesState {
  messages: readonly Message[];
  dismiss(id: number): void;
  /** Puts away what was said of the screen that is left. */
  clear(): void;
  /** Takes back that Hearth is not answering, once it is. */
  reconnected(): void;
  /** Runs a command; when it fails, the person is told. Null then. */
  attempt<T>(command: () => Promise<T>): Promise<T | null>;
}

const mostShown = 3;

/** What went wrong with something that the person asked for, until they put it away. */
export function createMessagesState(): StoreApi<MessagesState> {
  let nextId = 1;
  return createStore<MessagesState>((set, get) => ({
    messages: [],
    dismiss: (id) =>
      set({ messages: get().messages.filter((message) => message.id !== id) }),
    clear: () => set({ messages: [] }),
    reconnected: () =>
      set({
        messages: get().messages.filter(
          ({ failure }) => failure !== notConnected,
        ),
      }),
    attempt: async (command) => {
      try {
        return await command();
      } catch (error) {
        const failure = failureFrom(error);
        if (failure === null) return null;
        const others = get().messages.filter(
          (message) => message.failure.message !== failure.message,
        );
        set({
          messages: [...others, { id: nextId++, failure }].slice(-mostShown),
        });
        return null;
      }
    },
  }));
}
