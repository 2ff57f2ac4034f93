import { createStore, type StoreApi } from "zustand/vanilla";
import { foldParts, newTurn } from "#contract/fold-turn.ts";
import type {
  ConversationId,
  DocumentId,
  TurnId,
  WorkspaceId,
} from "#contract/ids.ts";
import type { HearthClient } from "#contract/index.ts";
import type { Turn, TurnPart } from "#contract/turns.ts";
import type { SearchScope } from "#contract/workspaces.ts";
import { type Failure, failureFrom } from "../failures.ts";
import { createFrameBatch } from "../frame-batch.ts";

export interface Thread {
  turns: readonly Turn[];
  /** How many turns before these are not loaded. */
  earlier: number;
  isLoaded: boolean;
  failure: Failure | null;
}

export interface TurnsState {
  threads: Readonly<Record<ConversationId, Thread>>;
  /** Loads a conversation and follows what is being written in it. */
  open(conversationId: ConversationId): Promise<void>;
  /** Loads a page of the turns before those that are there; does nothing while one is on its way. */
  openEarlier(conversationId: ConversationId): Promise<void>;
  ask(input: {
    workspaceId: WorkspaceId;
    /** Of a conversation that begins. */
    scope: SearchScope;
    conversationId: ConversationId | null;
    question: string;
    /** Only these documents; empty: all. Default: those that the question names. */
    documentIds?: DocumentId[] | undefined;
  }): Promise<{ conversationId: ConversationId; turnId: TurnId }>;
  stop(turnId: TurnId): Promise<void>;
  forget(conversationId: ConversationId): void;
}

/** Threads kept in memory; the ones not opened for longest go first. */
const maxThreads = 20;
const retryMs = 500;

const emptyThread: Thread = {
  turns: [],
  earlier: 0,
  isLoaded: false,
  failure: null,
};

export function createTurnsState(client: HearthClient): StoreApi<TurnsState> {
  return createStore<TurnsState>((set, get) => {
    const watched = new Set<TurnId>();
    const loadingEarlier = new Set<ConversationId>();

    const change = (
      id: ConversationId,
      update: (thread: Thread) => Thread,
    ): void => {
      const { [id]: thread = emptyThread, ...others } = get().threads;
      const kept = Object.entries(others).slice(-(maxThreads - 1));
      // Object.entries forgets the brand of the keys
      const rest = Object.fromEntries(kept) as Record<ConversationId, Thread>;
      set({ threads: { ...rest, [id]: update(thread) } });
    };
    const changeTurn = (turn: Turn) =>
      change(turn.conversationId, (thread) => ({
        ...thread,
        turns: thread.turns.map((other) =>
          other.id === turn.id ? turn : other,
        ),
      }));
    const turnNow = (id: ConversationId, turnId: TurnId) =>
      get().threads[id]?.turns.find((turn) => turn.id === turnId);

    /** Follows a running turn to its end, attaching again from the last part seen when the stream breaks. */
    const watch = async (conversationId: ConversationId, turnId: TurnId) => {
      if (watched.has(turnId)) return;
      watched.add(turnId);
      const batch = createFrameBatch<TurnPart>((parts) => {
        const turn = turnNow(conversationId, turnId);
        if (turn !== undefined) changeTurn(foldParts(turn, parts));
      });
      try {
        for (;;) {
          const turn = turnNow(conversationId, turnId);
          if (turn?.state !== "running") return;
          try {
            const parts = await client.turns.watch({
              turnId,
              fromSeq: turn.lastSeq,
            });
            for await (const part of parts) batch.add(part);
          } catch (error) {
            const failure = failureFrom(error);
            if (failure?.code === "not-found") return;
            await new Promise((resolve) => setTimeout(resolve, retryMs));
          }
          batch.flush();
        }
      } finally {
        watched.delete(turnId);
      }
    };

    return {
      threads: {},
      open: async (conversationId) => {
        try {
          const { turns, earlier } = await client.conversations.get({
            conversationId,
          });
          change(conversationId, (thread) => ({
            turns: mergeTurns(thread.turns, turns),
            earlier,
            isLoaded: true,
            failure: null,
          }));
          for (const turn of turns)
            if (turn.state === "running") void watch(conversationId, turn.id);
        } catch (error) {
          const failure = failureFrom(error);
          change(conversationId, (thread) => ({ ...thread, failure }));
        }
      },
      openEarlier: async (conversationId) => {
        const before = get().threads[conversationId]?.turns[0]?.id;
        if (before === undefined || loadingEarlier.has(conversationId)) return;
        loadingEarlier.add(conversationId);
        try {
          const page = await client.conversations.get({
            conversationId,
            before,
          });
          change(conversationId, (thread) =>
            thread.turns[0]?.id === before
              ? {
                  ...thread,
                  turns: [...page.turns, ...thread.turns],
                  earlier: page.earlier,
                  failure: null,
                }
              : thread,
          );
        } catch (error) {
          const failure = failureFrom(error);
          change(conversationId, (thread) => ({ ...thread, failure }));
        } finally {
          loadingEarlier.delete(conversationId);
        }
      },
      ask: async ({
        workspaceId,
        scope,
        conversationId,
        question,
        documentIds,
      }) => {
        const asked = await client.turns.ask({
          workspaceId,
          scope,
          question,
          ...(documentIds === undefined ? {} : { documentIds }),
          ...(conversationId === null ? {} : { conversationId }),
        });
        const turn = newTurn({
          id: asked.turnId,
          conversationId: asked.conversationId,
          question,
          askedAt: Date.now(),
        });
        change(asked.conversationId, (thread) => ({
          // The event of its start may have brought it already
          turns: thread.turns.some(({ id }) => id === turn.id)
            ? thread.turns
            : [...thread.turns, turn],
          earlier: thread.earlier,
          isLoaded: thread.isLoaded || conversationId === null,
          failure: null,
        }));
        void watch(asked.conversationId, asked.turnId);
        return asked;
      },
      stop: async (turnId) => {
        await client.turns.stop({ turnId });
      },
      forget: (conversationId) => {
        const { [conversationId]: _gone, ...rest } = get().threads;
        // Rest spreading forgets the brand of the keys
        set({ threads: rest as Record<ConversationId, Thread> });
      },
    };
  });
}

/** What was folded here may be ahead of what was read there, and a turn asked meanwhile may be missing there. */
function mergeTurns(here: readonly Turn[], there: readonly Turn[]): Turn[] {
  const merged = there.map((turn) => {
    const known = here.find(({ id }) => id === turn.id);
    return known !== undefined && known.lastSeq >= turn.lastSeq ? known : turn;
  });
  const asked = here.filter(
    (turn) =>
      turn.state === "running" && !there.some(({ id }) => id === turn.id),
  );
  return [...merged, ...asked];
}
